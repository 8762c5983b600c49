import { useOptionalT, useT } from '../../../kit/i18n.ts';
import { fieldSources } from '../../../words/fieldSources.ts';

/** Meanings of a column that are a field of the case forms too, and are explained as there. */
const asInForms: Readonly<Record<string, string>> = {
  'case.reference': 'reference',
  'case.openedOn': 'openedOn',
  'case.registrationYear': 'registrationYear',
  'case.tip': 'tip',
  'case.som': 'som',
  'name.full': 'fullText',
  'name.given': 'given',
  'name.family': 'family',
  'person.sex': 'sex',
  'person.gender': 'gender',
  'birth.place': 'birthPlace',
  'person.citizenship': 'citizenships',
  'person.residence': 'residenceCountry',
  'person.victimStatus': 'victimStatus',
  'person.education': 'education',
  'person.migrationStatus': 'migrationStatus',
  'exploitation.place': 'place',
  'exploitation.forms': 'forms',
  'exploitation.sectors': 'sectors',
  'exploitation.means': 'means',
  'exploitation.controls': 'controls',
  'recruitment.methods': 'recruitmentMethods',
  'recruitment.relation': 'recruiterRelations',
};

/** The words for what a column of an agency's list can mean, and the sentences that explain it, with the source. */
export function useListFieldWords(): {
  readonly label: (id: string) => string;
  readonly explained: (id: string) => readonly string[];
} {
  const t = useT();
  const word = useOptionalT();
  return {
    label: (id) => word(`code.importField.${id}`) ?? id,
    explained: (id) => {
      const name = asInForms[id];
      const sentence = name === undefined ? word(`code.importFieldHelp.${id}`) : word(`code.fieldHelp.${name}`);
      const source = name === undefined ? undefined : fieldSources[name];
      return [
        ...(sentence === null ? [] : [sentence]),
        ...(source === undefined ? [] : [t('fieldHelp.source', { source: t(`code.fieldSource.${source}`) })]),
      ];
    },
  };
}
