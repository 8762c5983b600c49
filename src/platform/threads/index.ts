import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** A pure function of a module, named so that another thread can find it. */
export interface ThreadFunction {
  readonly module: URL;
  readonly name: string;
}

export interface ThreadOptions {
  /** Told how many inputs are done. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Calls the function once an input, on as many threads as there are processors, so that this thread stays free to answer.
 * Answers stand in the order of their inputs. Inputs and answers are copied, so they must be plain data. The first error
 * ends all.
 */
export async function callInThreads<Input, Output>(
  { module, name }: ThreadFunction,
  inputs: readonly Input[],
  { onProgress, signal }: ThreadOptions = {},
): Promise<Output[]> {
  const outputs = Array.from<Output>({ length: inputs.length });
  const waiting = inputs.map((_, index) => index);
  let done = 0;
  const runOne = async (): Promise<void> => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { module: module.href, name } });
    const stop = (): void => void worker.terminate();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
        signal?.throwIfAborted();
        outputs[index] = await ask<Output>(worker, inputs[index]);
        onProgress?.((done += 1));
      }
    } finally {
      signal?.removeEventListener('abort', stop);
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), inputs.length) }, runOne));
  return outputs;
}

function ask<Output>(worker: Worker, input: unknown): Promise<Output> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      worker.off('message', answered);
      worker.off('error', failed);
      worker.off('exit', left);
    };
    const answered = (output: Output): void => (end(), resolve(output));
    const failed = (error: Error): void => (end(), reject(error));
    const left = (): void => (end(), reject(new DOMException('The work was stopped.', 'AbortError')));
    worker.once('message', answered);
    worker.once('error', failed);
    worker.once('exit', left);
    worker.postMessage(input);
  });
}
