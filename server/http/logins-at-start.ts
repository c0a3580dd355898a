/** Looks at an installation's logins before anybody is let in by them: unfit ones stop the start. */
import { setTimeout as wait } from 'node:timers/promises'
import { StartRefusal } from '#database/start-refusal.ts'
import { type Ask, assertIssuer, issuerRefusal } from './identity-provider.ts'
import { isPublished, refuseIssuer, refuseMetadata } from './issuer.ts'
import { isSaml, type Login, type SamlLogin } from './login.ts'
import { readMetadata } from './saml/metadata.ts'

type Way = {
  readonly isDemo: boolean
  readonly ask?: Ask
  /** How often metadata is asked for before giving up; it may come from a program that is just starting. */
  readonly tries?: number
}

const requestMs = 5_000
const pauseMs = 500
const largestMetadata = 1024 * 1024

/** The logins as they are used, with the metadata of those that publish it at an address. Throws a `StartRefusal` for an unfit one. */
export async function prepareLogins(logins: readonly Login[], way: Way): Promise<readonly Login[]> {
  return Promise.all(
    logins.map(async (login) => {
      if (isSaml(login)) return prepareSaml(login, way)
      await assertIssuer(login, way.isDemo, way.ask)
      return login
    }),
  )
}

async function prepareSaml(login: SamlLogin, { isDemo, ask = fetch, tries = 3 }: Way): Promise<SamlLogin> {
  const { issuer, metadataAddress } = login
  const ours = [login.signing, ...login.encryption]
  if (!isDemo && ours.some(({ certificate }) => isPublished(certificate)))
    throw new StartRefusal(
      `Login ${login.id} bruger demonstrationens nøgle, som alle har: lav installationens egen`,
      "a login uses the demonstration's key, which everybody has: make the installation's own",
    )
  const metadata =
    login.metadata ?? (metadataAddress === undefined ? undefined : await fetchMetadata(metadataAddress, issuer, { isDemo, ask, tries }))
  if (metadata === undefined || typeof metadata === 'string')
    throw new StartRefusal(
      `Metadata for login ${login.id} kan ikke hentes eller læses (${metadata ?? 'intet svar'}): hent den som fil, og angiv filen`,
      'metadata of a login cannot be had: fetch it as a file and name that',
    )
  const refusal = refuseMetadata(metadata, { isDemo })
  if (refusal !== undefined) throw issuerRefusal(issuer, refusal)
  return { ...login, metadata }
}

async function fetchMetadata(
  address: string,
  issuer: string,
  { isDemo, ask, tries }: Required<Way>,
): Promise<ReturnType<typeof readMetadata> | undefined> {
  const refusal = refuseIssuer({ issuer: address, isDemo })
  if (refusal !== undefined) throw issuerRefusal(address, refusal)
  for (let attempt = 1; ; attempt += 1) {
    try {
      // Not followed elsewhere: a redirect would leave the hosts that are allowed.
      const response = await ask(address, { redirect: 'error', signal: AbortSignal.timeout(requestMs) })
      if (response.ok) {
        const document = await response.text()
        return document.length > largestMetadata ? 'unreadable' : readMetadata(document, issuer)
      }
    } catch {
      // No answer, which is one more try.
    }
    if (attempt >= tries) return undefined
    await wait(pauseMs)
  }
}
