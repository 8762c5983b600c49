import type { JointBuild, JointTask } from '../../engines/disclosure/index.ts';
import { buildJoint } from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';

// Loaded in a thread of its own: an attack takes seconds to minutes.

const solve = await linearSolver();

/** Builds a table beside all that is out, and attacks them together. */
export const attackTogether = (task: JointTask): JointBuild => buildJoint(task, solve);
