import { listInstitutions as allInstitutions } from '#api/organisation.ts'
import { countPupilsByClass, listClasses, listInstitutions } from '#database/organisation.ts'
import { isBound } from '#domain/access/actor.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { handle } from '../http/handle.ts'

const danishOrder = new Intl.Collator('da', { numeric: true })

/** Those who are bound to institutions see their own, everybody else the municipality's. */
export const answerListInstitutions = handle(allInstitutions, async ({ actor, tx, today }) => {
  const schoolYear = schoolYearOf(today)
  const institutions = await listInstitutions(tx, isBound(actor) ? actor.institutionIds : undefined)
  const classes = await listClasses(tx, schoolYear)
  const pupils = await countPupilsByClass(tx, schoolYear)

  const classesOf = Map.groupBy(
    classes.filter(({ isClosed }) => !isClosed),
    ({ institutionId }) => institutionId,
  )
  return institutions
    .map((institution) => ({
      ...institution,
      classes: (classesOf.get(institution.id) ?? [])
        .map(({ id, name, grade }) => ({ id, name, grade, pupils: pupils.get(id) ?? 0 }))
        .toSorted((a, b) => (a.grade ?? -1) - (b.grade ?? -1) || danishOrder.compare(a.name, b.name)),
    }))
    .toSorted((a, b) => danishOrder.compare(a.name, b.name))
})
