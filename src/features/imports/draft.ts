import type { CodedSet } from '../../words/codes.ts';
import type { closeReasons, contactKinds, documentKinds, nameKinds } from '../../words/case-work.ts';
import type { eventTypes, personParts } from '../../words/cases.ts';

/** Whole years, both ends inclusive; null leaves that end open. */
export interface AgeRange {
  readonly min: number | null;
  readonly max: number | null;
}

export interface EventDraft {
  readonly type: (typeof eventTypes)[number];
  readonly place?: string | null;
  readonly dateFrom?: string | null;
  readonly dateTo?: string | null;
  readonly datePrecision?: string | null;
  readonly forms?: CodedSet | null;
  readonly acts?: CodedSet | null;
  readonly means?: CodedSet | null;
  readonly controls?: CodedSet | null;
  readonly sectors?: CodedSet | null;
  readonly recruitmentMethods?: CodedSet | null;
  readonly meansGroups?: CodedSet | null;
}

export interface PersonDraft {
  readonly part: (typeof personParts)[number];
  readonly source: string;
  readonly victimStatus?: string | null;
  readonly statusDecidedBy?: string | null;
  readonly statusDecidedOn?: string | null;
  readonly sex?: string | null;
  readonly gender?: string | null;
  readonly ageIdentification?: AgeRange | null;
  readonly ageEntry?: AgeRange | null;
  readonly ageExploitation?: AgeRange | null;
  readonly citizenships?: readonly string[] | null;
  readonly residenceCountry?: string | null;
  readonly education?: string | null;
  readonly migrationStatus?: string | null;
  readonly recruiterRelations?: CodedSet | null;
  readonly exploitationDuration?: string | null;
  readonly registrationYear?: number | null;
}

export interface BirthDraft {
  readonly from: string | null;
  readonly to: string | null;
  readonly precision: string | null;
  readonly place: string | null;
}

export interface NameDraft {
  readonly kind: (typeof nameKinds)[number];
  readonly fullText: string;
}
export interface DocumentDraft {
  readonly kind: (typeof documentKinds)[number];
  readonly number: string;
  readonly country: string | null;
}
export interface ContactDraft {
  readonly kind: (typeof contactKinds)[number];
  readonly value: string;
}
export interface NoteDraft {
  readonly dataClass: 'administrative' | 'testimony';
  readonly body: string;
}

/** One row of a list of persons: a person record, the case it belongs to, and what it says of both. */
export interface RecordDraft {
  /** What the row is known by when the list comes again; null: rows have no identity of their own, the file has. */
  readonly sourceKey: string | null;
  /** Rows that share it belong to one case of the agency; null: a case of its own. */
  readonly caseReference: string | null;
  readonly case: {
    readonly tip: string;
    readonly som: string;
    /** A published record nobody works on any more, and why. */
    readonly closedAs?: (typeof closeReasons)[number];
    readonly openedOn?: string | null;
    readonly registrationYear?: number | null;
  };
  readonly person: PersonDraft;
  readonly birth?: BirthDraft | null;
  readonly names?: readonly NameDraft[];
  readonly documents?: readonly DocumentDraft[];
  readonly contacts?: readonly ContactDraft[];
  readonly events?: readonly EventDraft[];
  readonly notes?: readonly NoteDraft[];
}
