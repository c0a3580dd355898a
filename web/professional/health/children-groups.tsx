/** Mine børn: one table; on a phone those who want to talk, and the others as lines that fold out. The order is the same in each. */
import { Fold } from '../../design/fold/fold.tsx'
import { useWords } from '../language.tsx'
import { useNarrow } from '../shell/use-narrow.ts'
import { useUnfolded } from '../shell/use-unfolded.ts'
import { groupOf, groups } from './children-list.ts'
import { ChildrenTable, type ChildrenTableProps } from './children-table.tsx'

type ChildrenGroupsProps = Omit<ChildrenTableProps, 'name' | 'isBrief'>

export function ChildrenGroups({ rows, ...others }: ChildrenGroupsProps) {
  const { t, counted } = useWords()
  const isNarrow = useNarrow()
  const { isOpen, fold } = useUnfolded()
  const parts = groups.flatMap((group) => {
    const of = rows.filter((child) => groupOf(child) === group)
    return of.length === 0 ? [] : [{ group, of }]
  })
  if (!isNarrow || parts.length === 1) return <ChildrenTable name={t('children.table')} rows={rows} isBrief={isNarrow} {...others} />
  return parts.map(({ group, of }, place) => (
    <Fold
      key={group}
      id={`children-${group}`}
      heading={t(`children.group.${group}`)}
      brief={<p className="quiet">{counted('children.group.count', of.length)}</p>}
      isFolding={place > 0}
      isOpen={isOpen(`children-${group}`)}
      onToggle={(isNowOpen) => fold([`children-${group}`], isNowOpen)}
    >
      <ChildrenTable name={t(`children.group.${group}`)} rows={of} isBrief {...others} />
    </Fold>
  ))
}
