/** What a template is: a letter to send, an agenda to meet by, a plan to agree on. */
export const templateKinds = ['letter', 'agenda', 'plan'] as const
