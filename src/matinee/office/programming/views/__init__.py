"""The programming desk: editions and drafts, the board and its moves, the engine's proposals, strands."""
