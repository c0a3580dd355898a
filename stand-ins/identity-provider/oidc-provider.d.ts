/** The part of oidc-provider 9 that the stand-in uses; the package ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export type Context = {
    readonly oidc: {
      readonly result?: { readonly login?: { readonly accountId: string } }
      readonly client?: { readonly clientId: string }
      readonly session?: { readonly accountId?: string }
    }
    type: string
    body: string
  }

  export type Interaction = {
    readonly uid: string
    readonly prompt: { readonly name: string }
    readonly params: Readonly<Record<string, unknown>>
  }

  export type InteractionResult =
    | { readonly login: { readonly accountId: string; readonly remember: boolean } }
    | { readonly error: string; readonly error_description: string }

  export class Provider {
    constructor(issuer: string, configuration: object)
    readonly Grant: new (of: { readonly clientId: string; readonly accountId: string }) => {
      addOIDCScope(scope: string): void
      save(): Promise<string>
    }
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: InteractionResult,
      options?: { readonly mergeWithLastSubmission: boolean },
    ): Promise<void>
    on(event: 'server_error', listener: (context: Context, error: Error) => void): this
  }

  export namespace interactionPolicy {
    class Check {
      constructor(reason: string, description: string, check: (context: Context) => boolean)
    }
    class Prompt {
      constructor(of: { readonly name: string; readonly requestable: boolean }, ...checks: Check[])
    }
  }
}
