/**
 * The keys of the law packs that an answer coded by our vocabulary may claim. Taken from `code-map.json` in the safe
 * direction only: a law key narrower than the code (buying for receipt, enticement for deception) is left to a lawyer.
 */
export const lawKeys: {
  readonly acts: Readonly<Record<string, readonly string[]>>;
  readonly means: Readonly<Record<string, readonly string[]>>;
  readonly purposes: Readonly<Record<string, readonly string[]>>;
} = {
  acts: {
    RECRUITMENT: ['recruit'],
    TRANSPORTATION: ['transport'],
    TRANSFER: ['transfer'],
    HARBOURING: ['harbour', 'house'],
    RECEIPT: ['receive'],
    SENDING: ['send'],
  },
  means: {
    THREAT: ['threat', 'threat_of_force', 'threat_of_violence'],
    FORCE: ['force', 'use_of_force', 'use_of_violence'],
    COERCION: ['coercion', 'other_coercion'],
    ABDUCTION: ['abduction', 'kidnapping'],
    FRAUD: ['fraud'],
    DECEPTION: ['deception', 'fraud'],
    ABUSE_POWER: ['abuse_of_power', 'abuse_of_power_or_vulnerability'],
    ABUSE_VULNERABILITY: ['abuse_of_vulnerability', 'abuse_of_power_or_vulnerability'],
    PAYMENT_BENEFIT: ['payment_or_benefit_to_controller', 'payment_to_controller'],
    DETENTION: ['confinement'],
    FORGERY: ['forgery'],
    DEBT: ['debt_bondage'],
  },
  purposes: {
    SEX: ['sexual_exploitation', 'prostitution_or_sexual_exploitation'],
    'SEX.PROST': [
      'prostitution',
      'prostitution_of_others',
      'sexual_exploitation',
      'prostitution_or_sexual_exploitation',
      'commercial_sex_act',
    ],
    'SEX.OTHER': ['sexual_exploitation', 'prostitution_or_sexual_exploitation'],
    LAB: ['forced_labour', 'compelled_labour'],
    'LAB.DOM': ['forced_labour', 'compelled_labour'],
    'LAB.FISH': ['forced_labour', 'compelled_labour'],
    'LAB.MIGW': ['forced_labour', 'compelled_labour'],
    'LAB.DEBT': ['forced_labour', 'compelled_labour', 'debt_bondage'],
    CHILDLAB: ['child_labour'],
    BEG: ['begging'],
    MARR: ['forced_marriage'],
    'MARR.BRIDE': ['forced_marriage'],
    SERV: ['servitude', 'involuntary_servitude'],
    SLAV: ['slavery'],
    ORG: ['organ_removal', 'organ_or_tissue_removal'],
    ADOPT: ['illegal_adoption'],
    ARMED: ['armed_activities', 'armed_fighting'],
  },
};
