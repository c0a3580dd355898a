/** The stand-in's pages, as HTML. They look unlike the product and unlike the real logins, on purpose. */
import type { Person } from './people.ts'

/** Which login a page plays. */
export type Played = {
  /** As in `Efterligning af …`. */
  readonly login: string
  /** What this login says of somebody and another does not, each in a line below the name. */
  readonly tells: (person: Person) => readonly string[]
}

const roleNames: Readonly<Record<string, readonly [singular: string, plural: string]>> = {
  municipalAdmin: ['Superadministrator', 'Superadministratorer'],
  teacher: ['Lærer', 'Lærere og pædagoger'],
  institutionLeader: ['Leder', 'Skole- og institutionsledere'],
  healthVisitor: ['Sundhedsplejerske', 'Sundhedsplejersker'],
  leadHealthVisitor: ['Ledende sundhedsplejerske', 'Ledende sundhedsplejersker'],
  schoolDoctor: ['Børne- og ungelæge', 'Børne- og ungelæger'],
  municipalAnalyst: ['Kommunal analytiker', 'Kommunale analytikere'],
  politicalReader: ['Direktion og politiker', 'Direktion og politikere'],
  eduPsychologist: ['PPR-psykolog', 'PPR-psykologer'],
  socialWorker: ['Socialrådgiver', 'Socialrådgivere'],
  caseOwner: ['Sagsansvarlig', 'Sagsansvarlige'],
  dataProtectionOfficer: ['Databeskyttelsesrådgiver', 'Databeskyttelsesrådgivere'],
  secretariat: ['Sekretariat', 'Sekretariat'],
  researcher: ['Forsker', 'Forskere'],
  interventionProvider: ['Indsatsudbyder', 'Indsatsudbydere'],
  expertReviewer: ['Faglig bedømmer', 'Faglige bedømmere'],
  parent: ['Forælder', 'Forældre'],
  youngPerson: ['Ung', 'Unge'],
  pupil: ['Elev', 'Elever'],
}

/** A group longer than this shows so many of those with a note, in the file's order, and folds the rest away by name. */
const longGroup = 9
const danishOrder = new Intl.Collator('da')

/** Everybody there is to pick from, grouped by role in the order of `roleNames`. */
export function pickPage({
  played,
  people,
  action,
}: {
  readonly played: Played
  readonly people: readonly Person[]
  readonly action: string
}): string {
  const groups = [...Map.groupBy(people, ({ role }) => role)].toSorted(([left], [right]) => placeOf(left) - placeOf(right))
  return page(
    'Vælg, hvem du logger ind som',
    played.login,
    html`<p class="lead">Her står de opfundne personer. Vælg én – der er ingen adgangskode.</p>
      <form method="post" action="${action}">
        <div class="search" hidden>
          <label for="search">Søg på navn, rolle eller sted</label>
          <input id="search" type="search" autocomplete="off" spellcheck="false" />
          <p id="found" role="status"></p>
        </div>
        ${groups.map(([role, members]) => group(role, members, played))}
        <p class="leave"><button class="quiet" name="leave" value="yes">Fortryd og gå tilbage</button></p>
      </form>
      <script src="/search.js" type="module"></script>`,
  )
}

/** What the provider answers when the request itself is wrong. */
export function faultPage(title: string, detail: string): string {
  return page(
    title,
    undefined,
    html`<p class="lead">Gå tilbage til den side, du kom fra, og prøv at logge ind igen.</p>
      <p class="detail">${detail}</p>`,
  )
}

/** Met by somebody who opens the stand-in's own address. */
export function aboutPage({
  issuer,
  ownIssuer,
  saml,
}: {
  readonly issuer: string
  readonly ownIssuer: string
  readonly saml: readonly { readonly name: string; readonly entityId: string; readonly metadata: string; readonly home: string }[]
}): string {
  return page(
    'En efterligning af fire login',
    undefined,
    html`<p class="lead">
        Dette program spiller de login, som BørnUngeLiv tager imod, i demonstrationer og test. Begynd i BørnUngeLiv og vælg
        <strong>Log ind</strong>; så kommer du hertil og vælger en person.
      </p>
      <dl class="faces">
        <dt>UNI-Login</dt>
        <dd class="detail">Udsteder: ${issuer}</dd>
        <dt>Kommunens eget login</dt>
        <dd class="detail">Udsteder: ${ownIssuer}</dd>
        ${saml.map(
          ({ name, entityId, metadata, home }) =>
            html`<dt>${name}</dt>
              <dd class="detail">
                Navn: ${entityId}<br /><a href="${metadata}">Metadata</a> · <a href="${home}">Hvem er logget ind?</a>
              </dd>`,
        )}
      </dl>`,
  )
}

/** Carries a message on to another address: by itself where there is JavaScript, else by its button. */
export function carryPage({
  title,
  login,
  to,
  fields,
}: {
  readonly title: string
  readonly login: string
  readonly to: string
  readonly fields: Readonly<Record<string, string>>
}): string {
  return page(
    title,
    login,
    html`<p class="lead">Siden går videre af sig selv. Gør den ikke det, så tryk på knappen.</p>
      <form method="post" action="${to}">
        ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <p class="leave"><button class="quiet">Fortsæt</button></p>
      </form>
      <script src="/submit.js" type="module"></script>`,
  )
}

/** Who is signed in by a login in this browser, and the way to end it everywhere. */
export function sessionsPage({
  login,
  names,
  action,
}: {
  readonly login: string
  readonly names: readonly string[]
  readonly action: string
}): string {
  return page(
    names.length === 0 ? 'Ingen er logget ind' : 'Log ud alle steder',
    login,
    html`<p class="lead">
        ${
          names.length === 0
            ? 'I denne browser er ingen logget ind gennem det.'
            : `I denne browser er ${new Intl.ListFormat('da').format(names)} logget ind gennem det. Når du logger ud her, får hver tjeneste det at vide.`
        }
      </p>
      ${
        names.length > 0 &&
        html`<form method="post" action="${action}">
          <p class="leave"><button class="quiet">Log ud alle steder</button></p>
        </form>`
      }`,
  )
}

/** The end of a logout that began here. */
export function loggedOutPage(login: string, failed: number): string {
  return page(
    failed === 0 ? 'Du er logget ud' : 'Du er ikke logget ud alle steder',
    login,
    html`<p class="lead">
      ${failed === 0 ? 'Hver tjeneste har svaret, at den har logget dig ud.' : 'En tjeneste svarede ikke, som den skulle. Luk browseren for at være sikker.'}
    </p>`,
  )
}

function group(role: string, members: readonly Person[], played: Played): Html {
  const first = members.length > longGroup ? members.filter(({ note }) => note !== '').slice(0, longGroup) : members
  const rest = members.filter((person) => !first.includes(person)).toSorted((left, right) => danishOrder.compare(left.name, right.name))
  const [singular, plural] = roleNames[role] ?? [role, role]
  return html`<section class="group" aria-labelledby="role-${role}">
    <h2 id="role-${role}">${members.length === 1 ? singular : plural}</h2>
    ${
      first.length > 0 &&
      html`<ul>
        ${first.map((person) => choice(person, singular, played))}
      </ul>`
    }
    ${
      rest.length > 0 &&
      html`<details>
        <summary>${first.length > 0 ? `Vis ${rest.length} flere` : `Vis ${rest.length}`}</summary>
        <ul>
          ${rest.map((person) => choice(person, singular, played))}
        </ul>
      </details>`
    }
  </section>`
}

function choice(person: Person, role: string, { tells }: Played): Html {
  const told = tells(person)
  return html`<li>
    <button
      class="person"
      name="uniid"
      value="${person.uniid}"
      data-search="${[person.name, role, person.municipality, person.note, ...told, ...person.institutionNumbers].join(' ').toLocaleLowerCase('da')}"
    >
      <span class="initials" aria-hidden="true">${initialsOf(person.name)}</span>
      <span class="who"
        ><span class="name">${person.name}</span
        >${person.note !== '' && html`<span class="note">${person.note}</span>`}${person.municipality !== '' && html`<span class="place">${person.municipality}</span>`}${told.map((line) => html`<span class="told">${line}</span>`)}</span
      >
    </button>
  </li>`
}

function page(title: string, login: string | undefined, content: Html): string {
  return html`<!doctype html>
    <html lang="da">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – kun til demonstration</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/page.css" />
      </head>
      <body>
        <header class="banner">
          <p><strong>Kun til demonstration:</strong> alle personer er opfundet</p>
        </header>
        <main>
          ${login !== undefined && html`<p class="plays">Efterligning af ${login}</p>`}
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`.text
}

function placeOf(role: string): number {
  const place = Object.keys(roleNames).indexOf(role)
  return place === -1 ? Number.MAX_SAFE_INTEGER : place
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('')
    .toLocaleUpperCase('da')
}

type Html = { readonly text: string }
type Piece = Html | readonly Html[] | string | number | false

/** Whatever is put in becomes text; only another piece of HTML stays HTML. */
function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { text: strings.map((string, place) => string + (place < pieces.length ? written(pieces[place] ?? false) : '')).join('') }
}

function written(piece: Piece): string {
  if (piece === false) return ''
  if (Array.isArray(piece)) return piece.map((part: Html) => part.text).join('')
  if (typeof piece === 'object' && 'text' in piece) return piece.text
  return String(piece).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
