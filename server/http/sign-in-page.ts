/**
 * The few pages between the logins and the app: choosing a login, passing through, choosing a role, a refusal. They
 * are plain HTML, for the app is not loaded yet; Danish first, then English, for no language is chosen yet.
 */
import { readFileSync } from 'node:fs'
import type { Assurance } from '#domain/access/actor.ts'
import type { Account } from '#database/access.ts'
import type { Login } from './login.ts'

export type SignInRefusal =
  | 'lost'
  | 'declined'
  | 'unavailable'
  | 'notTrusted'
  | 'noAccount'
  | 'noRight'
  | 'noChild'
  | 'tooYoung'
  | 'accountClosed'
  | 'tooWeak'
  | 'defect'

const statusOf: Readonly<Record<SignInRefusal, number>> = {
  lost: 400,
  declined: 403,
  unavailable: 503,
  notTrusted: 403,
  noAccount: 403,
  noRight: 403,
  noChild: 403,
  tooYoung: 403,
  accountClosed: 403,
  tooWeak: 403,
  defect: 500,
}

export type Page = { readonly status: number; readonly html: string }

const texts = readTexts()

/**
 * Sends the browser on by itself. A redirect would not do: the whole chain was begun by another site, and the
 * session cookie is SameSite=Strict. This page begins a navigation of our own.
 */
export function passingPage(returnTo: string): Page {
  return {
    status: 200,
    html: page(
      'signIn.continue.title',
      `${both('signIn.continue.text')}${link(returnTo, 'signIn.continue.link')}`,
      `<meta http-equiv="refresh" content="0;url=${escape(returnTo)}">`,
    ),
  }
}

/** One way in per login, in plain words and without anybody's emblem: it must not be taken for a login's own page. */
export function loginsPage(logins: readonly Pick<Login, 'id' | 'kind' | 'label'>[], returnTo: string, level?: Assurance): Page {
  const ways = logins.map(({ id, kind, label }) => {
    const address = `/auth/sign-in?${new URLSearchParams({ login: id, returnTo, ...(level === undefined ? {} : { level }) })}`
    const [danish, english] = label
      ? [escape(label.da), escape(label.en)]
      : [said('da', `signIn.login.${kind}`), said('en', `signIn.login.${kind}`)]
    return `<li><a class="role" href="${escape(address)}"><strong>${danish}</strong><span class="where" lang="en">${english}</span></a></li>`
  })
  return {
    status: 200,
    html: page(
      'signIn.logins.title',
      `${both(level === 'substantial' || level === 'high' ? 'signIn.logins.surer' : 'signIn.logins.text')}<ul class="roles">${ways.join('')}</ul>`,
    ),
  }
}

/** After signing out: here, and perhaps at the login too. */
export function signedOutPage(state: 'here' | 'stillThere' | 'everywhere' | 'notThere'): Page {
  const actions =
    state === 'stillThere'
      ? `${link('/auth/sign-out-there', 'signIn.signedOut.there')} ${link('/', 'signIn.home', 'second')}`
      : `${link('/', 'signIn.home')}`
  return {
    status: 200,
    html: page('signIn.signedOut.title', `${both(`signIn.signedOut.${state}`)}<p class="actions">${actions}</p>`),
  }
}

/** One button per role. */
export function choicePage(accounts: readonly Account[]): Page {
  const buttons = accounts.map(
    ({
      id,
      municipalityId,
      role,
      municipalityName,
      institutions,
    }) => `<li><button class="role" name="account" value="${municipalityId}.${id}">
      <strong>${said('da', `role.${role}`)}</strong> <span class="quiet" lang="en">${said('en', `role.${role}`)}</span>
      <span class="where">${escape([...institutions.map(({ name }) => name), municipalityName].join(' · '))}</span></button></li>`,
  )
  return {
    status: 200,
    html: page(
      'signIn.choose.title',
      `${both('signIn.choose.text')}<form method="post" action="/auth/choose"><ul class="roles">${buttons.join('')}</ul></form>`,
    ),
  }
}

/** Says what happened and what to do. `id` is the request's, for a defect. */
export function refusalPage(refusal: SignInRefusal, returnTo: string, id = ''): Page {
  const again = `/auth/sign-in?${new URLSearchParams({ returnTo })}`
  return {
    status: statusOf[refusal],
    html: page(
      `signIn.${refusal}.title`,
      `${both(`signIn.${refusal}.text`, { id })}<p class="actions">${link(again, 'signIn.again')} ${link('/', 'signIn.home', 'second')}</p>`,
    ),
  }
}

/** After a session that has ended by itself: nothing of what was seen, and the way back to where it was. */
export function endedPage(returnTo: string): Page {
  const again = `/auth/sign-in?${new URLSearchParams({ returnTo })}`
  const actions = `${link(again, 'signIn.again')} ${link('/', 'signIn.home', 'second')}`
  return { status: 200, html: page('signIn.ended.title', `${both('signIn.ended.text')}<p class="actions">${actions}</p>`) }
}

function page(title: string, content: string, head = ''): string {
  return `<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${said('da', title)} – BørnUngeLiv</title>
${head}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/auth/page.css">
</head>
<body>
<main>
<p class="name">BørnUngeLiv</p>
<h1>${said('da', title)}</h1>
<p class="title-en" lang="en">${said('en', title)}</p>
${content}
</main>
</body>
</html>`
}

function both(key: string, values: Readonly<Record<string, string>> = {}): string {
  return `<p>${said('da', key, values)}</p><p class="quiet" lang="en">${said('en', key, values)}</p>`
}

function link(to: string, key: string, kind = 'first'): string {
  return `<a class="${kind}" href="${escape(to)}">${said('da', key)} <span lang="en">${said('en', key)}</span></a>`
}

function said(language: 'da' | 'en', key: string, values: Readonly<Record<string, string>> = {}): string {
  const text = texts[language][key]
  if (text === undefined) throw new Error(`no text ${key} in ${language}`)
  return escape(text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''))
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function readTexts(): Readonly<Record<'da' | 'en', Readonly<Record<string, string>>>> {
  const read = (name: string): Record<string, string> =>
    JSON.parse(readFileSync(new URL(`../../content/texts/${name}.json`, import.meta.url), 'utf8'))
  return { da: { ...read('shell.da'), ...read('sign-in.da') }, en: { ...read('shell.en'), ...read('sign-in.en') } }
}
