import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadFunction } from './index.ts';

// The other side of callInThreads: loads the one function this thread is for and answers each input.

const { module, name } = workerData as { module: string; name: ThreadFunction['name'] };
const loaded = (await import(module)) as Record<string, (input: unknown) => unknown>;
parentPort?.on('message', (input: unknown) => parentPort?.postMessage(loaded[name]?.(input)));
