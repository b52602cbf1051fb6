"""The parts of a notice around its plan, after GB/T 9704: title, number, signature, annexes."""
