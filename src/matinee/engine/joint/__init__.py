"""Which films in which program, and which program when, in one: films move so that their makers can be at the Q&A.

Doors: `solve` and ``matinee engine grid IN.json --with BLOCKS.json`` (contract ``matinee-joint/1``).
"""

from matinee.engine.joint.explain import explain
from matinee.engine.joint.problem import JointProblem, Maker, parse, schema
from matinee.engine.joint.solution import JointSolution
from matinee.engine.joint.solve import solve
from matinee.engine.joint.verify import checker
from matinee.engine.problem import Kind

PROBLEM = Kind("joint", parse, solve, schema, checker, explain)

__all__ = ["PROBLEM", "JointProblem", "JointSolution", "Maker", "parse", "schema", "solve"]
