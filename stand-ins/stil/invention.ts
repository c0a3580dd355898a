/** An invented municipality as STIL's full export for an authority tells it. The same number and size give the same people. */

export type InventedInstitution = {
  readonly number: string
  readonly name: string
  readonly pupils: number
  /** Its place among the others, so that nobody is at two. */
  readonly place: number
}

const girls = ['Alma', 'Freja', 'Ida', 'Josefine', 'Karla', 'Lærke', 'Nora', 'Sofia', 'Vilma', 'Åse']
const boys = ['Aksel', 'Bertil', 'Emil', 'Gustav', 'Jakub', 'Malte', 'Oskar', 'Søren', 'Villads', 'Øjvind']
const surnames = ['Bakkegård', 'Engholm', 'Fjordbak', 'Havrum', 'Lyngsø', 'Møllevang', 'Skovlund', 'Vestermark', 'Æbeltoft', 'Østerby']

const schema = 'https://brugerdatabasen.stil.dk/bpi/wsieksport/7'
const perClass = 24
/** At one institution. */
const mostPeople = 20_000

/** The export of one institution, without an XML declaration, as it stands in an answer. */
export function inventedExport({ number, name, pupils, place: school }: InventedInstitution, schoolYear: number): string {
  const classes = Math.max(1, Math.ceil(pupils / perClass))
  const groups = Array.from({ length: classes }, (_, place) => ({
    id: `${number}-${place}`,
    name: `${place % 10}.${String.fromCharCode(65 + Math.floor(place / 10))}`,
    level: place % 10,
  }))
  const children = Array.from({ length: pupils }, (_, place) => {
    const group = groups[Math.floor(place / perClass)] ?? { id: '', level: 0 }
    const child = person(school, place * 3, schoolYear - group.level - 6)
    const [mother, father] = [person(school, place * 3 + 1, 1984), person(school, place * 3 + 2, 1982)]
    const tie = (relation: string, custody: boolean, inside: string) =>
      `<f:ContactPerson relation="${relation}" childCustody="${custody}" accessLevel="1">${inside}</f:ContactPerson>`
    return `<f:InstitutionPerson source="Stand-in"><b:LocalPersonId>${number}-${place}</b:LocalPersonId>${child}<f:Student><c:Role>Elev</c:Role><c:Level>${group.level}</c:Level><c:MainGroupId>${group.id}</c:MainGroupId>${tie('Mor', true, mother)}${tie('Far', place % 7 > 0, father)}</f:Student></f:InstitutionPerson>`
  })
  const teachers = groups.map(
    ({ id }, place) =>
      `<f:InstitutionPerson source="Stand-in"><b:LocalPersonId>${number}-t${place}</b:LocalPersonId>${person(school, mostPeople - 1 - place, 1979)}<c:Employee><c:Role>Lærer</c:Role><b:GroupId>${id}</b:GroupId></c:Employee></f:InstitutionPerson>`,
  )
  const listed = groups.map(
    (group) =>
      `<c:Group><c:GroupId>${group.id}</c:GroupId><c:GroupName>${group.name}</c:GroupName><c:GroupType>Hovedgruppe</c:GroupType><c:GroupLevel>${group.level}</c:GroupLevel></c:Group>`,
  )
  return [
    `<f:UNILoginExportFullMyndighed xmlns:f="${schema}/fullmyndighed" xmlns:c="${schema}/common" xmlns:b="https://brugerdatabasen.stil.dk/bpi/common/3" exportDateTime="${schoolYear}-11-01T02:00:00Z" accessLevel="fullmyndighed">`,
    `<c:ImportSource source="Stand-in" sourceDateTime="${schoolYear}-11-01T01:00:00Z" schoolYear="${schoolYear}-${schoolYear + 1}"/>`,
    `<f:Institution><c:InstitutionNumber>${number}</c:InstitutionNumber><c:InstitutionName>${name}</c:InstitutionName>`,
    ...listed,
    ...children,
    ...teachers,
    `</f:Institution></f:UNILoginExportFullMyndighed>`,
  ].join('\n')
}

function person(school: number, serial: number, bornIn: number): string {
  const at = (list: readonly string[], place: number) => list[place % list.length] ?? ''
  const isGirl = serial % 2 === 0
  const everybody = school * mostPeople + serial
  const month = String(1 + (everybody % 12)).padStart(2, '0')
  const day = 1 + (Math.floor(everybody / 12) % 28)
  // Sixty is added to the day, so that nobody has such a number; birthdays repeat after 336 people.
  const round = Math.floor(everybody / (12 * 28))
  const tail = bornIn < 2000 ? String(round % 4000).padStart(4, '0') : String(4000 + (round % 6000))
  const cpr = `${day + 60}${month}${String(bornIn).slice(2)}${tail}`
  return `<f:Person protected="${serial % 97 === 0}"><c:FirstName>${at(isGirl ? girls : boys, everybody * 7)}</c:FirstName><c:FamilyName>${at(surnames, everybody)}</c:FamilyName><c:UserId>stil${everybody}</c:UserId><c:CivilRegistrationNumber>${cpr}</c:CivilRegistrationNumber><c:CivilRegistrationNumberType>CPR_REPLACEMENT_ID</c:CivilRegistrationNumberType><c:BirthDate>${bornIn}-${month}-${String(day).padStart(2, '0')}</c:BirthDate><c:Gender>${isGirl ? 'K' : 'M'}</c:Gender></f:Person>`
}
