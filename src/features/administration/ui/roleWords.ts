import { permissionNames, type Permission } from '../../../words/access.ts';

/** The verbs in the groups people think of them. */
export const verbGroups: readonly { key: string; verbs: readonly Permission[] }[] = [
  { key: 'cases', verbs: [...startingWith('case.'), ...startingWith('screening.')] },
  { key: 'records', verbs: ['person.join', ...startingWith('linkage.'), 'import.run', 'law.manage'] },
  { key: 'figures', verbs: [...startingWith('series.'), ...startingWith('statistics.'), ...startingWith('release.')] },
  { key: 'people', verbs: [...startingWith('user.'), 'role.manage', 'agency.manage'] },
  { key: 'oversight', verbs: [...startingWith('audit.'), 'access-log.read'] },
  { key: 'node', verbs: ['backup.run', 'node.manage'] },
];

function startingWith(start: string): readonly Permission[] {
  return permissionNames.filter((verb) => verb.startsWith(start));
}
