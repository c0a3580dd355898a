/**
 * A municipality's whole roster of any size, and the same roster as each kind of file tells it: STIL's export, OneRoster's
 * files, and CSV. Everybody is invented; the same size gives the same people.
 */
import { chance } from './chance.ts'
import { boyNames, girlNames, surnames } from './name-pools.ts'

type ModelPerson = {
  readonly id: string
  readonly login: string
  readonly givenName: string
  readonly familyName: string
  readonly sex: 'female' | 'male'
  readonly cpr: string
  readonly bornOn: string
  readonly isProtected: boolean
  readonly email: string
  readonly phone: string
}

type ModelTie = { readonly person: ModelPerson; readonly relation: 'Mor' | 'Far' | 'Andet'; readonly hasCustody: boolean }
type ModelPupil = { readonly person: ModelPerson; readonly ties: readonly ModelTie[] }
type ModelClass = { readonly id: string; readonly name: string; readonly grade: number | null; readonly pupils: readonly ModelPupil[] }
type ModelStaff = { readonly person: ModelPerson; readonly role: 'Lærer' | 'Leder'; readonly classIds: readonly string[] }
type ModelInstitution = {
  readonly number: string
  readonly name: string
  readonly isDaycare: boolean
  readonly classes: readonly ModelClass[]
  readonly staff: readonly ModelStaff[]
}

export type WholeRoster = { readonly schoolYear: number; readonly institutions: readonly ModelInstitution[] }

const perClass = 24
const classesPerSchool = 20

/** So many pupils, in schools of 480 and a daycare after every fourth; two grown-ups each, and siblings among them. */
export function wholeRoster(pupils: number, schoolYear = 2026): WholeRoster {
  const draw = chance(`whole roster|${pupils}`)
  let serial = 0
  const person = (sex: 'female' | 'male', bornIn: number, familyName: string): ModelPerson => {
    serial += 1
    const bornOn = `${bornIn}-${two(1 + (serial % 12))}-${two(1 + (Math.floor(serial / 12) % 28))}`
    const given = draw.pick(sex === 'female' ? girlNames : boyNames)
    const login = `${given
      .slice(0, 4)
      .toLowerCase()
      .replace(/[^a-z]/g, 'x')
      .padEnd(4, 'x')}${serial.toString(36).padStart(5, '0')}`
    return {
      id: `p${serial}`,
      login,
      givenName: given,
      familyName,
      sex,
      cpr: cprOf(bornOn, serial),
      bornOn,
      isProtected: serial % 199 === 0,
      email: `${login}@eksempel.example`,
      phone: `00${String(serial).padStart(6, '0')}`,
    }
  }
  let family: readonly ModelTie[] = []
  const pupil = (bornIn: number): ModelPupil => {
    const familyName = draw.pick(surnames)
    // Every ninth child has the parents of the child before: a sibling, now and then a twin.
    if (family.length === 0 || serial % 9 !== 0) {
      const mother = { person: person('female', bornIn - 30, familyName), relation: 'Mor' as const, hasCustody: true }
      const father = { person: person('male', bornIn - 32, draw.pick(surnames)), relation: 'Far' as const, hasCustody: !draw.happens(0.1) }
      family = draw.happens(0.1) ? [mother] : [mother, father]
    }
    return { person: person(draw.happens(0.5) ? 'female' : 'male', bornIn, familyName), ties: family }
  }
  const institutions: ModelInstitution[] = []
  for (let left = pupils; left > 0;) {
    const place = institutions.length
    const isDaycare = place % 5 === 4
    const classes: ModelClass[] = []
    for (let group = 0; group < (isDaycare ? 3 : classesPerSchool) && left > 0; group += 1) {
      const grade = isDaycare ? null : Math.floor(group / 2)
      const size = Math.min(left, perClass)
      const name = grade === null ? (['Rød stue', 'Blå stue', 'Grøn stue'][group] ?? '') : `${grade}.${'AB'[group % 2]}`
      const bornIn = grade === null ? schoolYear - 4 : schoolYear - grade - 6
      classes.push({ id: `g${place}-${group}`, name, grade, pupils: Array.from({ length: size }, () => pupil(bornIn)) })
      left -= size
    }
    const teachers = classes.map(({ id }) => ({
      person: person('female', 1980, draw.pick(surnames)),
      role: 'Lærer' as const,
      classIds: [id],
    }))
    const leader = { person: person('male', 1970, draw.pick(surnames)), role: 'Leder' as const, classIds: [] }
    institutions.push({
      number: `L${String(10_000 + place)}`,
      name: isDaycare ? `Børnehuset nr. ${place}` : `Skole nr. ${place}`,
      isDaycare,
      classes,
      staff: [...teachers, leader],
    })
  }
  return { schoolYear, institutions }
}

/** Sixty is added to the day, so that nobody has such a number; the seventh digit says the century, as in real ones. */
function cprOf(bornOn: string, serial: number): string {
  const [year, month, day] = [bornOn.slice(0, 4), bornOn.slice(5, 7), Number(bornOn.slice(8)) + 60]
  // Birthdays repeat after 336 people: the tail counts the rounds.
  const round = Math.floor(serial / (12 * 28))
  const tail = year < '2000' ? round % 4000 : 4000 + (round % 1000)
  return `${day}${month}${year.slice(2)}${String(tail).padStart(4, '0')}`
}

const namespace = 'https://brugerdatabasen.stil.dk/bpi/wsieksport/7'

/** STIL's full export for an authority, some text at a time: a large municipality's is two hundred megabytes. */
export function* stilExport({ schoolYear, institutions }: WholeRoster): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<f:UNILoginExportFullMyndighed xmlns:f="${namespace}/fullmyndighed" xmlns:c="${namespace}/common" xmlns:b="https://brugerdatabasen.stil.dk/bpi/common/3" exportDateTime="${schoolYear}-08-15T02:00:00+02:00" accessLevel="fullmyndighed">\n`
  yield `<c:ImportSource source="Lillekøbing Elev" sourceDateTime="${schoolYear}-08-15T01:00:00+02:00" schoolYear="${schoolYear}-${schoolYear + 1}"/>\n`
  for (const { number, name, isDaycare, classes, staff } of institutions) {
    yield `<f:Institution><c:InstitutionNumber>${number}</c:InstitutionNumber><c:InstitutionName>${name}</c:InstitutionName>\n`
    for (const group of classes) {
      yield `<c:Group><c:GroupId>${group.id}</c:GroupId><c:GroupName>${group.name}</c:GroupName><c:GroupType>Hovedgruppe</c:GroupType><c:GroupLevel>${group.grade ?? 'DT'}</c:GroupLevel></c:Group>\n`
    }
    yield `<c:Group><c:GroupId>sfo</c:GroupId><c:GroupName>Efter skole</c:GroupName><c:GroupType>SFO</c:GroupType></c:Group>\n`
    for (const group of classes) {
      for (const { person, ties } of group.pupils) {
        const contacts = ties.map(
          (tie) =>
            `<f:ContactPerson relation="${tie.relation}" childCustody="${tie.hasCustody}" accessLevel="1">${stilPerson(tie.person)}</f:ContactPerson>`,
        )
        yield `<f:InstitutionPerson source="Lillekøbing Elev"><b:LocalPersonId>${person.id}</b:LocalPersonId>${stilPerson(person)}<f:Student><c:Role>${isDaycare ? 'Barn' : 'Elev'}</c:Role><c:Level>${group.grade ?? 'DT'}</c:Level><c:MainGroupId>${group.id}</c:MainGroupId><b:GroupId>sfo</b:GroupId>${contacts.join('')}</f:Student></f:InstitutionPerson>\n`
      }
    }
    for (const { person, role, classIds } of staff) {
      yield `<f:InstitutionPerson source="Lillekøbing Elev"><b:LocalPersonId>${person.id}</b:LocalPersonId>${stilPerson(person)}<c:Employee><c:Role>${role}</c:Role><c:ShortName>${person.login.slice(0, 2)}</c:ShortName>${classIds.map((id) => `<b:GroupId>${id}</b:GroupId>`).join('')}</c:Employee></f:InstitutionPerson>\n`
    }
    yield '</f:Institution>\n'
  }
  yield '</f:UNILoginExportFullMyndighed>\n'
}

function stilPerson(person: ModelPerson): string {
  const { givenName, familyName, login, cpr, email, bornOn, sex, isProtected, phone } = person
  return `<f:Person protected="${isProtected}"><c:FirstName>${givenName}</c:FirstName><c:FamilyName>${familyName}</c:FamilyName><c:UserId>${login}</c:UserId><c:CivilRegistrationNumber>${cpr}</c:CivilRegistrationNumber><c:CivilRegistrationNumberType>CPR_REPLACEMENT_ID</c:CivilRegistrationNumberType><c:EmailAddress>${email}</c:EmailAddress><c:BirthDate>${bornOn}</c:BirthDate><c:Gender>${sex === 'female' ? 'K' : 'M'}</c:Gender><c:Address><c:StreetAddress>Eksempelvej ${Number(cpr.slice(6)) % 200}</c:StreetAddress><c:PostalCode>0000</c:PostalCode><c:PostalDistrict>Lillekøbing</c:PostalDistrict><c:CountryCode>DK</c:CountryCode><c:MunicipalityCode>0881</c:MunicipalityCode></c:Address><c:MobilePhoneNumber protected="${isProtected}">${phone}</c:MobilePhoneNumber></f:Person>`
}

/** OneRoster 1.2's files by their names. Custody, relation and protection stand in extension columns. */
export function oneRosterExport({ schoolYear, institutions }: WholeRoster): Readonly<Record<string, string>> {
  const people = new Map<string, string[]>()
  const roles: string[][] = []
  const enrollments: string[][] = []
  const families = new Set<string>()
  const add = (person: ModelPerson, agents: string, grades: string, custody: string, relation: string) => {
    const { id, login, cpr, givenName, familyName, email, phone, isProtected } = person
    const own = [id, '', '', 'true', login, `{CPR:${cpr}}`, givenName, familyName, email, phone, agents, grades]
    people.set(id, [...own, isProtected ? 'ja' : 'nej', custody, relation])
  }
  const all: ModelPerson[] = []
  for (const { number, classes, staff } of institutions) {
    for (const group of classes) {
      for (const { person, ties } of group.pupils) {
        const custodians = ties.filter(({ hasCustody }) => hasCustody).map((tie) => tie.person.id)
        add(person, ties.map((tie) => tie.person.id).join(','), gradeCode(group.grade), custodians.join(','), '')
        all.push(person)
        roles.push([`r${person.id}`, '', '', person.id, 'primary', 'student', `o${number}`])
        enrollments.push([`e${person.id}`, '', '', group.id, `o${number}`, person.id, 'student'])
        for (const tie of ties) {
          if (families.has(tie.person.id)) continue
          families.add(tie.person.id)
          add(tie.person, '', '', '', tie.relation)
          all.push(tie.person)
          roles.push([`r${tie.person.id}`, '', '', tie.person.id, 'primary', 'parent', `o${number}`])
        }
      }
    }
    for (const { person, role, classIds } of staff) {
      add(person, '', '', '', '')
      all.push(person)
      roles.push([`r${person.id}`, '', '', person.id, 'primary', role === 'Leder' ? 'principal' : 'teacher', `o${number}`])
      for (const id of classIds) enrollments.push([`e${person.id}${id}`, '', '', id, `o${number}`, person.id, 'teacher'])
    }
  }
  const files = ['academicSessions', 'classes', 'demographics', 'enrollments', 'orgs', 'roles', 'users']
  return {
    'manifest.csv': csv(',', [
      ['propertyName', 'value'],
      ['manifest.version', '1.0'],
      ['oneroster.version', '1.2'],
      ...files.map((name) => [`file.${name}`, 'bulk']),
    ]),
    'orgs.csv': csv(',', [
      ['sourcedId', 'status', 'dateLastModified', 'name', 'type', 'identifier', 'parentSourcedId'],
      ['oD', '', '', 'Lillekøbing Kommune', 'district', '', ''],
      ...institutions.map(({ number, name }) => [`o${number}`, '', '', name, 'school', number, 'oD']),
    ]),
    'academicSessions.csv': csv(',', [
      ['sourcedId', 'status', 'dateLastModified', 'title', 'type', 'startDate', 'endDate', 'parentSourcedId', 'schoolYear'],
      ['s1', '', '', 'Skoleår', 'schoolYear', `${schoolYear}-08-01`, `${schoolYear + 1}-07-31`, '', String(schoolYear + 1)],
    ]),
    'classes.csv': csv(',', [
      [
        'sourcedId',
        'status',
        'dateLastModified',
        'title',
        'grades',
        'courseSourcedId',
        'classCode',
        'classType',
        'location',
        'schoolSourcedId',
      ],
      ...institutions.flatMap(({ number, classes }) => [
        ...classes.map(({ id, name, grade }) => [id, '', '', name, gradeCode(grade), '', '', 'homeroom', '', `o${number}`]),
        [`h${number}`, '', '', 'Efter skole', '', '', '', 'scheduled', '', `o${number}`],
      ]),
    ]),
    'users.csv': csv(',', [
      [
        'sourcedId',
        'status',
        'dateLastModified',
        'enabledUser',
        'username',
        'userIds',
        'givenName',
        'familyName',
        'email',
        'sms',
        'agentSourcedIds',
        'grades',
        'metadata.protected',
        'metadata.custody',
        'metadata.relation',
      ],
      ...people.values(),
    ]),
    'roles.csv': csv(',', [['sourcedId', 'status', 'dateLastModified', 'userSourcedId', 'roleType', 'role', 'orgSourcedId'], ...roles]),
    'demographics.csv': csv(',', [
      ['sourcedId', 'status', 'dateLastModified', 'birthDate', 'sex'],
      ...all.map(({ id, bornOn, sex }) => [id, '', '', bornOn, sex]),
    ]),
    'enrollments.csv': csv(',', [
      ['sourcedId', 'status', 'dateLastModified', 'classSourcedId', 'schoolSourcedId', 'userSourcedId', 'role'],
      ...enrollments,
    ]),
  }
}

function gradeCode(grade: number | null): string {
  return grade === null ? 'PK' : grade === 0 ? 'KG' : String(grade).padStart(2, '0')
}

/** The same roster as lines of each kind of sheet: institutions, pupils, grown-ups and staff. */
export function sheetLines({
  institutions,
}: WholeRoster): Readonly<Record<'Institutioner' | 'Elever' | 'Forældre' | 'Ansatte', string[][]>> {
  const yes = (is: boolean) => (is ? 'Ja' : 'Nej')
  return {
    Institutioner: [
      ['Institutionsnummer', 'Institution', 'Type'],
      ...institutions.map(({ number, name, isDaycare }) => [number, name, isDaycare ? 'Dagtilbud' : 'Skole']),
    ],
    Elever: [
      ['Institutionsnummer', 'Institution', 'Klasse', 'Klassetrin', 'CPR-nummer', 'Fornavn', 'Efternavn', 'Køn', 'Beskyttet', 'UNI-Login'],
      ...institutions.flatMap(({ number, name, classes }) =>
        classes.flatMap((group) =>
          group.pupils.map(({ person }) => [
            number,
            name,
            group.name,
            group.grade === null ? '' : String(group.grade),
            `${person.cpr.slice(0, 6)}-${person.cpr.slice(6)}`,
            person.givenName,
            person.familyName,
            person.sex === 'female' ? 'Pige' : 'Dreng',
            yes(person.isProtected),
            person.login,
          ]),
        ),
      ),
    ],
    Forældre: [
      ['Barnets CPR', 'Fornavn', 'Efternavn', 'CPR', 'Relation', 'Forældremyndighed', 'Beskyttet', 'E-mail', 'Telefon', 'UNI-Login'],
      ...institutions.flatMap(({ classes }) =>
        classes.flatMap((group) =>
          group.pupils.flatMap(({ person, ties }) =>
            ties.map((tie) => [
              person.cpr,
              tie.person.givenName,
              tie.person.familyName,
              tie.person.cpr,
              tie.relation,
              yes(tie.hasCustody),
              yes(tie.person.isProtected),
              tie.person.email,
              tie.person.phone,
              tie.person.login,
            ]),
          ),
        ),
      ),
    ],
    Ansatte: [
      ['Institutionsnummer', 'Rolle', 'Fornavn', 'Efternavn', 'UNI-Login', 'Klasser'],
      ...institutions.flatMap(({ number, classes, staff }) =>
        staff.map(({ person, role, classIds }) => [
          number,
          role,
          person.givenName,
          person.familyName,
          person.login,
          classes
            .filter(({ id }) => classIds.includes(id))
            .map(({ name }) => name)
            .join(', '),
        ]),
      ),
    ],
  }
}

export function csv(separator: ',' | ';', lines: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell)
  return lines.map((line) => `${line.map(quoted).join(separator)}\r\n`).join('')
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
