/** The people file of the login service's stand-in: a separate program, which knows them by this file alone. */
import { citizensOf } from './families.ts'
import { listLoginPeople, populated, staffOf } from './staff.ts'
import { makeTown } from './town.ts'

/** One person a line. The same in every school year: names and classes do not depend on the day. */
export function loginPeopleFile(): string {
  const anyYear = 2026
  const towns = populated.map((plan) => {
    const town = makeTown(plan, anyYear)
    return { town, staff: [...staffOf(town), ...citizensOf(town)] }
  })
  return `[\n${listLoginPeople(towns)
    .map((person) => `  ${JSON.stringify(person)}`)
    .join(',\n')}\n]\n`
}
