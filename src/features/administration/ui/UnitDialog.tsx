import { useState } from 'react';
import { conflictOf } from '../../../client/conflict.ts';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CodeField } from '../../../kit/choices.tsx';
import { ConflictMessage } from '../../../kit/ConflictMessage.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { movesInCircle } from '../rules.ts';
import type { Unit } from '../schema.ts';

export type UnitEdit = { kind: 'add'; parentId: string | null } | { kind: 'change'; unit: Unit };

type UnitDialogProps = { edit: UnitEdit; units: readonly Unit[]; onClose: () => void };

/** Adds a unit to the own agency, or renames, moves, closes or reopens one. */
export function UnitDialog({ edit, units, onClose }: UnitDialogProps) {
  const t = useT();
  const present = edit.kind === 'change' ? edit.unit : null;
  const create = useRun('units.create');
  const change = useRun('units.change');
  const [name, setName] = useState(present?.name ?? '');
  const [parentId, setParentId] = useState(edit.kind === 'add' ? edit.parentId : edit.unit.parentId);
  const [active, setActive] = useState(present?.active ?? true);
  const conflict = conflictOf(change.problem);
  const title = present === null ? t('units.add') : t('units.changeTitle');

  async function save(version: number): Promise<void> {
    const words = { name: name.trim(), parentId };
    const done = present
      ? await change.run({ unitId: present.id, ...words, active }, { version })
      : await create.run(words);
    if (done) onClose();
  }

  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]));
  const possible = units.filter(({ id }) => present === null || !movesInCircle(present.id, id, parents));
  const nameOf = (id: unknown): string => units.find((unit) => unit.id === id)?.name ?? t('units.top');
  return (
    <Dialog open onClose={onClose} title={title}>
      {conflict === null ? (
        <Form label={title} onSubmit={() => void save(present?.version ?? 0)}>
          <TextField
            label={t('units.name')}
            help={t('code.fieldHelp.unitName')}
            required
            value={name}
            onChange={setName}
          />
          <CodeField
            label={t('units.above')}
            help={t('code.fieldHelp.unitAbove')}
            placeholder={t('units.top')}
            hideCodes
            options={possible.map((unit) => ({ value: unit.id, label: unit.name }))}
            value={parentId}
            onChange={setParentId}
          />
          {present && (
            <CheckboxField label={t('units.open')} help={t('units.openHelp')} checked={active} onChange={setActive} />
          )}
          <ProblemMessage problem={create.problem ?? change.problem} />
          <Row>
            <Button tone="primary" submit busy={create.busy || change.busy} disabled={name.trim() === ''}>
              {t('roles.save')}
            </Button>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          </Row>
        </Form>
      ) : (
        <ConflictMessage
          conflict={conflict}
          labels={{ name: t('units.name'), parentId: t('units.above'), active: t('units.open') }}
          write={(field, value) => {
            if (field === 'parentId') return nameOf(value);
            return typeof value === 'boolean' ? t(value ? 'roles.yes' : 'roles.no') : String(value);
          }}
          onTheirs={onClose}
          onMine={(version) => void save(version)}
        />
      )}
    </Dialog>
  );
}
