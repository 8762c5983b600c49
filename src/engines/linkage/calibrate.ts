import type { Calibration } from './model.ts';

/** A pair that people looked at. */
export interface JudgedPair {
  readonly weight: number;
  readonly same: boolean;
  /** In which half of the labels it is. */
  readonly half: number;
}

/** How far labels may be expected to move what the model says: standard deviations of slope and offset, the latter in bits. */
const USUAL = { slope: 0.3, offset: 3 };
const ROUNDS = 50;

/**
 * Corrects how weights become probabilities by pairs that people judged: logistic regression on the weight (Platt 1999), drawn towards what
 * the model says, the more so the fewer pairs there are. Without pairs it is what the model says.
 */
export function calibrate(pairs: readonly JudgedPair[], model: Calibration): Calibration {
  let [slope, offset] = [model.slope, model.offset];
  const strength = { slope: USUAL.slope ** -2, offset: USUAL.offset ** -2 };
  for (let round = 0; round < ROUNDS; round += 1) {
    // Gradient and curvature of the log likelihood and of the prior, in slope and offset.
    let [bySlope, byOffset] = [strength.slope * (model.slope - slope), strength.offset * (model.offset - offset)];
    let [ss, so, oo] = [strength.slope, 0, strength.offset];
    for (const { weight, same } of pairs) {
      const said = 1 / (1 + 2 ** -(slope * weight + offset));
      const error = ((same ? 1 : 0) - said) * Math.LN2;
      const spread = said * (1 - said) * Math.LN2 ** 2;
      bySlope += error * weight;
      byOffset += error;
      ss += spread * weight ** 2;
      so += spread * weight;
      oo += spread;
    }
    const determinant = ss * oo - so ** 2;
    const [moveSlope, moveOffset] = [
      (oo * bySlope - so * byOffset) / determinant,
      (ss * byOffset - so * bySlope) / determinant,
    ];
    slope = Math.max(0.05, slope + bounded(moveSlope, 0.2));
    offset += bounded(moveOffset, 2);
    if (Math.abs(moveSlope) < 1e-6 && Math.abs(moveOffset) < 1e-6) break;
  }
  return { slope, offset };
}

const bounded = (value: number, most: number): number => Math.max(-most, Math.min(most, value));
