import { z } from 'zod';

export const localLabel = z.object({
  list: z.string(),
  code: z.string(),
  label: z.string(),
  version: z.number().int(),
});
export type LocalLabel = z.output<typeof localLabel>;
export const localLabelList = z.object({ labels: z.array(localLabel) });

export const localLabelChange = z.object({
  list: z.string().max(60),
  code: z.string().max(60),
  label: z.string().trim().max(120).describe('What the agency calls the code; empty takes the word away'),
});
