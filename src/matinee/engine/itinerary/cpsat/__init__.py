"""The itinerary as a model for OR-Tools CP-SAT."""
