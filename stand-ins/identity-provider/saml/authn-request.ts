/** What a service provider asks for, and whether it may. */
import type { Received } from './messages.ts'
import type { ServiceProvider } from './metadata.ts'
import { bindings } from './names.ts'
import { below, childOf, type Element } from './xml.ts'

export type AuthnRequest = {
  readonly id: string
  readonly serviceProvider: ServiceProvider
  readonly acsUrl: string
  readonly isPassive: boolean
  readonly relayState: string | undefined
  /** `AuthnContextClassRef`s that were asked for. */
  readonly contexts: readonly string[]
}

const toleranceMs = 5 * 60_000

/** Throws, saying what is wrong in English, for whoever develops a service provider. */
export function readAuthnRequest(
  received: Received,
  {
    serviceProviders,
    destination,
    now,
  }: { readonly serviceProviders: readonly ServiceProvider[]; readonly destination: string; readonly now: Date },
): AuthnRequest {
  if (received.claimed.name !== 'AuthnRequest') throw new Error('an AuthnRequest is expected here')
  const serviceProvider = senderOf(received, serviceProviders)
  const request = provenOf(received, serviceProvider)
  assertFresh(request, { destination, now })
  const { attributes } = request
  if (attributes['ProtocolBinding'] !== undefined && attributes['ProtocolBinding'] !== bindings.post)
    throw new Error('the answer can be sent by HTTP-POST only')
  return {
    id: attributes['ID'] ?? '',
    serviceProvider,
    acsUrl: consumerOf(serviceProvider, attributes),
    isPassive: attributes['IsPassive'] === 'true' || attributes['IsPassive'] === '1',
    relayState: received.relayState,
    contexts: below(request, 'AuthnContextClassRef').map(({ text }) => text.trim()),
  }
}

/** The service provider a message says it is from. Throws when its metadata was not given. */
export function senderOf({ claimed }: Received, serviceProviders: readonly ServiceProvider[]): ServiceProvider {
  const issuer = childOf(claimed, 'Issuer')?.text.trim()
  const found = serviceProviders.find(({ entityId }) => entityId === issuer)
  if (!found) throw new Error(`no metadata is known of ${issuer ?? 'an unnamed sender'}: give it with --service-provider`)
  return found
}

/** What the sender has signed. Throws when it has not. */
export function provenOf(received: Received, { signing, entityId }: ServiceProvider): Element {
  const proven = received.proven(signing)
  if (!proven) throw new Error(`the signature is missing or not by a key in the metadata of ${entityId}`)
  return proven
}

/** Throws when a message is meant for another address, or is not of now. */
export function assertFresh({ attributes }: Element, { destination, now }: { readonly destination: string; readonly now: Date }): void {
  if (attributes['Version'] !== '2.0') throw new Error('the version is not 2.0')
  if (!/^[A-Za-z_][\w.-]{15,}$/.test(attributes['ID'] ?? '')) throw new Error('the ID is missing, too short, or begins with a digit')
  if (attributes['Destination'] !== undefined && attributes['Destination'] !== destination)
    throw new Error(`the destination is not ${destination}`)
  const age = now.getTime() - Date.parse(attributes['IssueInstant'] ?? '')
  if (!(Math.abs(age) <= toleranceMs)) throw new Error('the message is too old, or of the future')
}

function consumerOf({ consumers, entityId }: ServiceProvider, attributes: Element['attributes']): string {
  const url = attributes['AssertionConsumerServiceURL']
  const index = attributes['AssertionConsumerServiceIndex']
  const found =
    url !== undefined
      ? consumers.find(({ location }) => location === url)
      : index !== undefined
        ? consumers.find((one) => one.index === index)
        : consumers[0]
  if (!found) throw new Error(`the address for the answer is not in the metadata of ${entityId}`)
  return found.location
}
