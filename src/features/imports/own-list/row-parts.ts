import type { CodedSet } from '../../../words/codes.ts';
import type {
  AgeRange,
  BirthDraft,
  ContactDraft,
  DocumentDraft,
  EventDraft,
  NameDraft,
  NoteDraft,
  PersonDraft,
  RecordDraft,
} from '../draft.ts';
import type { ReadDate } from './dates.ts';

type Draftable<T> = { -readonly [K in keyof T]: T[K] };

/** What the cells of one row have said so far. */
export class RowParts {
  key: string | null = null;
  reference: string | null = null;
  readonly case: Draftable<RecordDraft['case']> = { tip: 'not-asked', som: 'not-asked' };
  readonly person: Draftable<Partial<PersonDraft>> = {};
  readonly names: NameDraft[] = [];
  readonly documents: DocumentDraft[] = [];
  readonly contacts: ContactDraft[] = [];
  readonly notes: NoteDraft[] = [];
  given = '';
  family = '';
  birth: BirthDraft | null = null;
  readonly #events = new Map<EventDraft['type'], Draftable<EventDraft>>();

  event(type: EventDraft['type']): Draftable<EventDraft> {
    const known = this.#events.get(type);
    if (known) return known;
    const made: Draftable<EventDraft> = { type };
    this.#events.set(type, made);
    return made;
  }

  bornOn(date: ReadDate): void {
    this.birth = { place: this.birth?.place ?? null, from: date.from, to: date.to, precision: date.precision };
  }

  bornIn(place: string): void {
    this.birth = { from: null, to: null, precision: null, ...this.birth, place };
  }

  age(which: 'ageIdentification' | 'ageEntry' | 'ageExploitation', age: AgeRange | null): void {
    if (age) this.person[which] = age;
  }

  set(
    type: EventDraft['type'],
    name: 'forms' | 'sectors' | 'means' | 'controls' | 'recruitmentMethods',
    codes: CodedSet | null,
  ): void {
    if (!codes) return;
    const event = this.event(type);
    event[name] = { ...event[name], ...codes };
  }

  /** Whether the row names a person: then two rows that are the same are the same person. */
  get identified(): boolean {
    return (
      this.key !== null || this.names.length > 0 || this.given !== '' || this.family !== '' || this.documents.length > 0
    );
  }

  draft(sourceKey: string, source: string): RecordDraft {
    const composed = [this.given, this.family].filter((part) => part !== '').join(' ');
    return {
      sourceKey,
      caseReference: this.reference,
      case: this.case,
      person: { part: 'victim', source, ...this.person },
      birth: this.birth,
      names: composed === '' ? this.names : [{ kind: 'as-spelled', fullText: composed }, ...this.names],
      documents: this.documents,
      contacts: this.contacts,
      events: [...this.#events.values()],
      notes: this.notes,
    };
  }
}
