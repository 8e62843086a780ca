// The portal's way to the worker, which is loaded only when a site asks for proof of work.

/** What the header `Proof` says, or nothing where the worker could not be loaded. */
export const solve = (problem) =>
  new Promise((resolve) => {
    // The build knows the worker's name, which changes with its content.
    const worker = new Worker(new URL(WORKER, import.meta.url));
    const end = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.onmessage = end;
    worker.onerror = end;
    worker.postMessage(problem.challenge);
  });
