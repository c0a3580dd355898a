/** The calls of the answering page, the same on all tracks. Its own small fetch, so that no schema travels with it. */
import type { ProblemName } from '#api/problems.ts'
import type { Arrived, Asked, Entered, Track, Wishes, Written } from './contract.ts'
import type { Codes } from './fragment.ts'
import type { Entry } from './outbox.ts'
import type { Work } from './proof.ts'

export type Reply<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** The server's last word. `places` are those it names. */
  | { readonly kind: 'refused'; readonly problem: ProblemName; readonly places: readonly number[] }
  /** Nobody knows, or not now: sending the same again is right. */
  | {
      readonly kind: 'later'
      readonly problem: 'offline' | 'defect' | 'too-busy' | 'too-many-attempts'
      readonly retryAfterMs: number | null
      /** What the next try must bring. */
      readonly work?: Work | undefined
    }

type Call = { readonly body?: unknown; readonly token?: string; readonly isLeaving?: boolean }

/** A line that is silent so long is taken for dead. */
const timeoutMs = 12_000

/** How often a door that is busy is knocked on before somebody is told. */
const knocks = 4

/** Comes in, and fetches what is asked: the same for everybody, so it is kept compressed and may be cached. */
export async function enter({ code, slip, link, isCase, isHome }: Codes, consent?: Consent): Promise<Reply<Entered>> {
  const path = link ? (isCase ? '/assessment/responses/enter' : `/responses/enter-${isHome ? 'from-home' : 'by-link'}`) : '/responses/enter'
  const come = async (proof?: string, tries = 0): Promise<Reply<Arrived>> => {
    const reply = await post<Arrived>(path, { body: { ...(link ? { link } : { code, slip }), consent, proof } })
    if (reply.kind !== 'later' || reply.problem !== 'too-busy' || tries === knocks) return reply
    // A whole class comes at once: whoever is asked to wait waits so long and, by chance, up to half as long again.
    await new Promise((go) => setTimeout(go, (reply.retryAfterMs ?? 1000) * (1 + Math.random() / 2)))
    return come(proof, tries + 1)
  }
  let arrived = await come()
  // The browser has been given its secret, and comes again with it.
  if (arrived.kind === 'refused' && arrived.problem === 'browser-unknown') arrived = await come()
  else if (arrived.kind === 'later' && arrived.work) {
    const proving = await import('./proof.ts').catch(() => null)
    arrived = await come(await proving?.prove(arrived.work, link || `${code}-${slip}`))
  }
  return arrived.kind === 'done' ? withAsked(arrived.value) : arrived
}

/** Puts what is asked beside what came back. Not everything is published: then it came along. */
async function withAsked(arrived: Arrived): Promise<Reply<Entered>> {
  if (arrived.asked) return { kind: 'done', value: { ...arrived, ...(arrived.asked as Asked) } }
  const { municipalityId, questionnaire } = arrived.about
  const asked = await fetchJson<Asked>(`/published/${municipalityId}/${questionnaire.code}/${questionnaire.version}`)
  return asked.kind === 'done' ? { kind: 'done', value: { ...arrived, ...asked.value } } : asked
}

export const fetchJson = <T>(path: string) => call<T>('GET', path, {})

/** Calls on behalf of one respondent, to the track their token is of. The token lives in this closure and nowhere else. */
export function lineOf(track: Track, token: string, epoch: number) {
  const to = `${track === 'statistics' ? '' : `/${track}`}/responses/`
  return {
    save: (answers: readonly Entry[], isLeaving: boolean) => post<unknown>(`${to}answers`, { token, isLeaving, body: { epoch, answers } }),
    submit: (answers: readonly (number | null)[], written: Written, wishes?: Wishes) =>
      post<null>(`${to}submit`, {
        token,
        body: { answers, ...(track !== 'statistics' && { written }), ...(track === 'health' && wishes && { wishes }) },
      }),
    decline: () => post<null>(`${to}decline`, { token }),
    /** Whether the lesson holds pause. */
    pause: () => call<{ readonly isPaused: boolean }>('GET', `${to}pause`, { token }),
  }
}

/** May the health visitor read the answers by name: yes, no but the same questions for statistics, or not at all. */
export type Consent = 'given' | 'refused' | 'declined'

export type Line = ReturnType<typeof lineOf>

/** What lay locked on this machine; nobody is asked who sends it. */
export const sendParcel = (parcel: { readonly ticket: string; readonly sealed: string }) =>
  post<unknown>('/responses/parcels', { body: { ticket: parcel.ticket, sealed: parcel.sealed } })

const post = <T>(path: string, given: Call) => call<T>('POST', path, given)

async function call<T>(method: 'GET' | 'POST', path: string, { body, token, isLeaving = false }: Call): Promise<Reply<T>> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), timeoutMs)
  try {
    const reply = await fetch(`/api/v1${path}`, {
      method,
      signal: stop.signal,
      keepalive: isLeaving,
      // Whoever comes by a link is known by their browser; nothing else is sent with what it is known by.
      credentials: path.includes('/enter') ? 'same-origin' : 'omit',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (reply.ok) return { kind: 'done', value: reply.status === 204 ? null : await reply.json() }
    const { title = 'not-found', places = [], work } = await reply.json().catch(() => ({}))
    if (reply.status < 500 && reply.status !== 429) return { kind: 'refused', problem: title, places }
    const problem = reply.status === 429 ? 'too-many-attempts' : reply.status === 503 ? 'too-busy' : 'defect'
    return { kind: 'later', problem, retryAfterMs: secondsOf(reply.headers.get('retry-after')), work }
  } catch {
    return { kind: 'later', problem: 'offline', retryAfterMs: null }
  } finally {
    clearTimeout(timer)
  }
}

/** Retry-After in seconds as milliseconds; null when it is missing or a date. */
function secondsOf(header: string | null): number | null {
  const seconds = Number(header ?? NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}
