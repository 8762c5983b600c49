export { searchActions } from './actions.ts';
export { indexWaiting, indexWritten, startIndexing } from './fill.ts';
