/** Compares the institutions of a roster with those there are. */
import { listDirectory, listInstitutions } from '#database/organisation.ts'
import type { Tx } from '#database/transaction.ts'
import { withoutDoubleInstitutions } from '#domain/organisation/roster-check.ts'
import { comparedInstitution, diffRoster, institutionsAfter, previewOf } from '#domain/organisation/roster-difference.ts'
import { finding, type RosterInstitution } from '#domain/organisation/roster.ts'
import { countChanges, type Part, previewLength } from './roster-section.ts'
import type { RosterGround } from './roster-plan.ts'

/** Says which institutions would be made and renamed. None goes for being absent from the roster. */
export async function compareInstitutions(
  tx: Tx,
  lines: readonly RosterInstitution[],
): Promise<Part & Pick<RosterGround, 'newInstitutions' | 'changedInstitutions'>> {
  const { institutions, findings: doubles } = withoutDoubleInstitutions(lines)
  const known = await listInstitutions(tx)
  const owners = await listDirectory(
    tx,
    institutions.map(({ number }) => number),
  )
  const foreign = institutions.filter(({ number }) => (owners.get(number) ?? tx.municipalityId) !== tx.municipalityId)
  const inFile = new Set(institutions.map(({ number }) => number))
  const current = known.filter(({ number }) => inFile.has(number)).map(({ number, name, kind }) => ({ key: number, name, kind }))
  const wanted = institutions.map(({ number, name, kind }) => ({ key: number, name, kind }))
  const { changes, same } = diffRoster(current, institutionsAfter(current, wanted), comparedInstitution)
  const ids = new Map(known.map(({ number, id }) => [number, id]))

  return {
    findings: [
      ...doubles,
      ...foreign.map(({ line, number }) => finding(line, 'institution-of-another-municipality', { institution: number })),
    ],
    newInstitutions: changes.flatMap((change) =>
      change.what === 'new' ? [{ number: change.to.key, name: change.to.name, kind: change.to.kind }] : [],
    ),
    changedInstitutions: changes.flatMap((change) =>
      change.what === 'changed'
        ? [{ id: ids.get(change.to.key) ?? '', number: change.to.key, name: change.to.name, kind: change.to.kind }]
        : [],
    ),
    counts: countChanges(changes, same),
    preview: previewOf(changes, previewLength).map((change) => {
      const shown = change.what === 'gone' ? change.from : change.to
      const fields =
        change.what === 'changed'
          ? (['name', 'kind'] as const).map((field) => ({ field, from: change.from[field], to: change.to[field] }))
          : []
      return {
        section: 'institutions',
        what: change.what,
        name: shown.name,
        isProtected: false,
        child: null,
        institution: shown.key,
        className: null,
        fields: fields.filter(({ from, to }) => from !== to),
      }
    }),
    steps: [],
  }
}
