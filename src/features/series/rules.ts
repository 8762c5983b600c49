export { change } from '../../engines/evaluation/index.ts';
