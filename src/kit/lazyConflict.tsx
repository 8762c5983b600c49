import { lazyPart } from './lazyPart.tsx';
import { Loading } from './states.tsx';

/** The choice between two versions, fetched with the first conflict: few forms ever meet one. */
export const ConflictChoice = lazyPart(async () => (await import('./ConflictChoice.tsx')).ConflictChoice, <Loading />);
