/** Who decided, by the codes of the vocabulary `status-deciders`. */
export const statusDeciders = ['POLICE', 'NGO', 'COURT', 'GOV_NONPOLICE', 'OTHER'] as const;

/** What a state gives a presumed victim to recover and reflect. */
export interface RecoveryProfile {
  /** At least so many days; null where no period of its own was found. */
  readonly days: number | null;
  readonly source: string;
  readonly verified: boolean;
}

/**
 * Reflection periods by state, as far as seen (`practice.md`). A state that is not here has no period that was seen; the
 * minimum of the Council of Europe convention is then shown as what it is, a European minimum.
 */
export const recoveryProfiles: Readonly<Record<string, RecoveryProfile>> = {
  BGR: { days: 30, source: 'National referral mechanism, Bulgaria', verified: true },
  GBR: { days: 30, source: 'National referral mechanism, United Kingdom, since December 2022', verified: true },
};

/** Council of Europe convention on action against trafficking, art. 13. */
export const europeanMinimum: RecoveryProfile = {
  days: 30,
  source: 'Council of Europe convention, art. 13',
  verified: true,
};
