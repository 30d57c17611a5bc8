"""The mailroom desk: the outbox, the words of letters, invitations and answers to many."""
