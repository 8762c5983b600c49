/**
 * What rules and fields say to people, each with a code under which the catalogues hold it in every language. Rules stay
 * readable sentences; the answer carries the code and what filled the holes beside them.
 */
const sentences = {
  'let-in-first': 'Let this person in again first.',
  'holding-agency-only': 'Only the agency that holds the case does this.',
  'case-erased': 'This case was erased.',
  'share-taken-back': 'This share was taken back already.',
  'legal-hold': 'A legal hold keeps this case.',
  'close-first': 'Close the case first.',
  'time-not-over': 'The time of this case is not over. Name another ground.',
  'operator-without-agency': 'The local operator belongs to no agency. Act as a user of one, with --as.',
  'open-already': 'You can open this case already.',
  'own-opening': 'Nobody reviews their own opening.',
  'opening-reviewed': 'This opening was reviewed already.',
  'closed-already': 'This case is closed already.',
  'not-closed': 'This case is not closed.',
  'no-class-to-export': 'Your role reads no class of what would be exported.',
  'suspect-alone': 'This suspect stands alone already.',
  'evaluation-ended': 'This evaluation has ended already.',
  'file-not-made': 'The file is not made yet.',
  'rights-changed': 'Your rights changed since you asked. Ask for the export again.',
  'no-record-writing': 'Your role does not write records.',
  'no-series-keeping': 'Your role does not keep published series.',
  'rows-have-errors': 'Rows have errors. Correct them, or leave them out with skipErrors.',
  'database-has-cases': 'This database holds cases already. Start with an empty data folder.',
  'database-for-real-work': 'This database was set up for real work. Start with an empty data folder.',
  'demo-filling': 'The demonstration is being filled already.',
  'set-up-already': 'This installation is set up already.',
  'remove-app-first': 'Remove the authenticator app you have first.',
  'add-factor-first': 'Add an authenticator app or a passkey first.',
  'no-passkey': 'There is no passkey on this account.',
  'person-with-account': 'Only a person who is signed in has an account to look after.',
  'provider-silent': 'The identity provider does not answer. Sign in with your password, or try again later.',
  'no-device-copies': 'Your agency does not allow copies on devices.',
  'linkage-nothing-to-agree': 'There is nothing left to agree to.',
  'linkage-withdrawn': 'It was withdrawn already.',
  'linkage-not-agreed': 'Not all agencies agree to this any more, or not yet.',
  'linkage-ended': 'This comparison has ended already.',
  'linkage-goes-already':
    'These records are being compared already, or wait for it. Look at that comparison, or stop it first.',
  'linkage-decided': 'This was decided already. Take the decision back first.',
  'linkage-nothing-said': 'You have said nothing of this pair that could be taken back.',
  'linkage-group-large': 'This group is too large to be decided as a whole.',
  'linkage-group-changed': 'Somebody decided something in this group meanwhile. Read it again.',
  'linkage-not-stopped':
    'This comparison was neither stopped nor did it fail, the agreement no longer holds, or the same records are being compared by another.',
  'linkage-person-each': 'say a person for each record of the group',
  'other-agencies': 'name other agencies that work here',
  'shown-not-compared': 'show only what is compared',
  'day-to-come': 'name a day to come',
  'records-joined': 'These records are of this person already.',
  'one-record-stays': 'At least one record must stay with this person.',
  'no-role-over-agencies': 'No role of an agency reaches the cases of every agency.',
  'node-verbs': 'Verbs over the whole installation are given only by who has them.',
  'role-too-strong': 'A role holds no more than one of the roles shipped with the product, or than your own.',
  'own-roles': 'Nobody changes their own roles. Ask another administrator.',
  'foreign-role': 'This role belongs to another agency.',
  'roles-at-home':
    'Roles are given within one’s own agency. In a new agency, only its first administrator is appointed from outside.',
  'agency-does-not-read': 'An agency of this kind does not read: {{classes}}.',
  'own-account': 'Change your own account on your account page.',
  'works-elsewhere':
    'This person works for another agency too. End their membership in yours, or ask whoever runs the installation.',
  'stronger-rights': 'This person has rights that you could not give.',
  'two-administrators':
    'A new password and the removal of the second factor come from two different administrators. Ask another one.',
  'unit-below-itself': 'A unit cannot be moved below itself.',
  'unit-in-use': 'People or units still belong to this unit. Move them first.',
  'invited-becomes-active': 'An invited person becomes active with their link. Make them a new one if it is lost.',
  'last-administrator': 'This is the last administrator of the agency. Appoint another one first.',
  'own-agency-stays': 'Your own agency cannot be taken out by you.',
  'agency-kind-roles': 'People of this agency have roles that an agency of that kind does not give: {{roles}}.',
  'shipped-role': 'The roles shipped with the product stay as they are. Make a copy of one.',
  'role-one-has': 'Nobody changes a role they have themselves. Ask another administrator.',
  'role-administers': 'People administer the agency with this role. Give them another one first.',
  'role-on-trail': 'People have or had this role, and the trail names it. Take it from them and leave it unused.',
  'content-is': 'The content is {{type}}.',
  'content-unknown': 'The content is of no known kind.',
  'content-and-name': 'The content is {{type}}, the name ends in .{{ending}}.',
  'said-by-person': 'Said by a person.',
  'other-column-fits': 'Another column fits “{{field}}” as well or better.',
  'running-number': 'A running number says nothing of the row.',
  'name-belied': 'The name says “{{field}}”, but the cells do not look like it.',
  'nothing-says': 'Neither the name nor the cells say what it is.',
  'usual-name': '“{{name}}” is a usual name for “{{field}}”.',
  'close-name': 'The name is close to “{{name}}”, a usual name for “{{field}}”.',
  'cells-look-like': '{{share}} of 100 cells look like {{what}}; check this.',
  required: 'Invalid input: expected {{kind}}, received undefined',
  'not-empty': 'Invalid input: expected {{kind}}, received null',
  'wrong-kind': 'Invalid input: expected {{kind}}, received {{given}}',
  'too-short': 'Too small: expected string to have >={{least}} characters',
  'too-long': 'Too big: expected string to have <={{most}} characters',
  'too-few': 'Too small: expected array to have >={{least}} items',
  'too-many': 'Too big: expected array to have <={{most}} items',
  'too-small': 'Too small: expected {{kind}} to be >={{least}}',
  'too-large': 'Too big: expected {{kind}} to be <={{most}}',
  'not-positive': 'Too small: expected {{kind}} to be >{{least}}',
  'not-an-option': 'Invalid option: expected one of {{options}}',
  'no-date': 'Invalid ISO date',
  'no-instant': 'Invalid ISO datetime',
  'no-id': 'Invalid UUID',
  'no-email': 'Invalid email address',
  'unlisted-code': 'use a code of the list {{list}}, or UNKNOWN',
  'unlisted-word': 'use one of {{options}}',
  'no-country': 'use a country of ISO 3166-1 (three letters), or UNKNOWN',
  'no-place': 'use a code of the gazetteer (country, area or border point), or UNKNOWN',
  'unit-of-agency': 'choose a unit of this agency that is in use',
  'no-other-agency': 'is no other agency at work here',
  'name-other-case': 'name the other case by id or by number',
  'this-case-itself': 'is this case itself',
  'not-in-case': 'names a {{kind}} that is not in this case',
  'nobody-at-work': 'is nobody at work in your agency',
  'no-unit-of-holder': 'is no unit of the agency that holds the case',
  'closing-day': 'lies before the opening or after today',
  'before-from': 'is before `from`',
  'no-cases-here': 'an agency of this kind holds no cases',
  'password-short': 'use at least {{least}} characters; several words are good',
  'password-common': 'this password is on every list of guessed ones; choose another',
  'password-plain': 'use more than a few different characters',
  'password-row': 'a row of neighbouring characters is guessed at once; choose another',
  'password-email': 'leave parts of your e-mail address out of it',
  'password-product': 'leave the name of this application out of it',
  'finish-interview': 'Finish the interview before deciding on it.',
  'version-loaded': 'This version is loaded. Give the changed list another version.',
  'no-case-opening': 'Your role does not open cases. Finish without opening one.',
  'operator-no-agency': 'The local operator belongs to no agency. Act as a user of one.',
  'guardian-first': 'A child is not interviewed before a guardian is recorded, or a reason for none.',
  'interview-finished': 'This interview is finished.',
  'erased-with-case': 'What came to a case is erased with the case.',
  'two-fields-one-key': 'two fields have this key',
  'code-names-list': 'a code, and only a code, names a list of the vocabulary',
  'field-keeps-kind': 'a field keeps its kind, list and class for good; make a new field instead',
  'no-number': 'this is no number',
  'text-too-long': 'this text is too long',
  'no-text': 'this is no text',
  'no-such-field': 'the form has no such field of this class',
  'release-only-published-revised': 'Only what was published is revised.',
  'release-own-not-approved': 'Who built a release does not approve it.',
  'release-approved-since': 'Another release of the same people became known since. Build this one again.',
  'release-not-opened': 'It is a draft nobody has opened yet.',
  'release-attempts':
    'Too many builds were refused or left unopened in thirty days. Open the drafts there are, or ask a disclosure control officer to build.',
  'release-open-first': 'Open the draft first: nobody approves what nobody has looked at.',
  'release-nothing-built': 'Nothing was built.',
  'release-budget-spent': 'The privacy budget of these data is spent. Nothing was released.',
  'release-raise-asked': 'A larger budget was asked for already.',
  'release-own-raise': 'Who asked for a budget does not decide on it.',
  'official-differencing': 'Beside figures that are out already, these would tell of a few people. Nothing was signed.',
  'official-still-withholding': 'Small counts are still being withheld. Sign again in a moment.',
  'official-month-end':
    'choose the last day of a month that is past; figures of other days are for those who may open records',
  'official-all-victims':
    'ask for confirmed and presumed victims together; confirmed ones alone are for those who may open records',
  'estimate-past-years': 'choose whole years that are past; the running year is for those who may see small counts',
  'kept-years': 'this kind of case is kept {{least}} to {{most}} years',
  'age-of-child-case': 'an age belongs to cases with a child, and only to them',
  'estimate-none-yet':
    'There is no estimate to keep yet. It is made of numbers as everybody is told them: keep it again in a moment.',
} as const;

/** A sentence as the catalogues know it: `code.sentence.CODE` and what goes into its holes. */
export interface CodedSentence {
  readonly code: string;
  readonly values: Readonly<Record<string, string>>;
}

const hole = /\{\{(\w+)\}\}/g;

const plain: ReadonlyMap<string, string> = new Map(
  Object.entries(sentences).flatMap(([code, text]) => (text.includes('{{') ? [] : [[text, code]])),
);

const patterns = Object.entries(sentences)
  .filter(([, text]) => text.includes('{{'))
  .map(([code, text]) => ({
    code,
    names: [...text.matchAll(hole)].map((found) => found[1] ?? ''),
    pattern: patternOf(text),
  }));

function patternOf(text: string): RegExp {
  const parts = text.split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.{0,300}?)')}$`, 'u');
}

/** The code of a sentence of ours; null when nobody translated it. */
export function codedSentence(text: string): CodedSentence | null {
  const code = plain.get(text);
  if (code !== undefined) return { code, values: {} };
  for (const { code: known, names, pattern } of patterns) {
    const found = pattern.exec(text);
    if (found) return { code: known, values: Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ''])) };
  }
  return null;
}
