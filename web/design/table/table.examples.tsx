import { Tag } from '../tag/tag.tsx'
import type { Example } from '../gallery/example.ts'
import { type Column, Table } from './table.tsx'

type ClassRow = { name: string; invited: number; answered: number; state: 'ready' | 'waiting' }

const rows: readonly ClassRow[] = [
  { name: '4.A', invited: 22, answered: 21, state: 'ready' },
  { name: '5.B', invited: 24, answered: 24, state: 'ready' },
  { name: '6.C', invited: 19, answered: 0, state: 'waiting' },
]

const columns: readonly Column<ClassRow>[] = [
  { key: 'name', heading: 'Klasse', cell: (row) => row.name, isName: true },
  { key: 'answered', heading: 'Har svaret', cell: (row) => row.answered, isNumber: true },
  { key: 'invited', heading: 'Elever', cell: (row) => row.invited, isNumber: true },
  {
    key: 'state',
    heading: 'Rapport',
    cell: (row) =>
      row.state === 'ready' ? (
        <Tag tone="success" icon="check">
          Klar
        </Tag>
      ) : (
        <Tag tone="neutral">Venter</Tag>
      ),
  },
]

export const examples: readonly Example[] = [
  {
    name: 'scrolls when narrow',
    Show: () => <Table caption="Klasser, der er med" columns={columns} rows={rows} rowKey={(row) => row.name} />,
  },
  {
    name: 'folds when narrow',
    Show: () => <Table caption="Klasser, der kan foldes" narrow="fold" columns={columns} rows={rows} rowKey={(row) => row.name} />,
  },
]
