export { protect, type Protected, type TableCell } from './protect.ts';
