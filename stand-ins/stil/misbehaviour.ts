/** Ways in which an answer can be wrong, to see that each is refused. */
export const misbehaviours = {
  unsigned: 'no signature',
  tampered: 'custody changed after signing',
  wrapped: 'the signed body moved into the header, another in its place',
  'two-bodies': 'a forged body before the signed one',
  'same-id-twice': 'two bodies of one id',
  'body-not-signed': 'a signature over everything but the body',
  'other-signer': 'signed by somebody else, with the right certificate beside it',
  sha1: 'signed with SHA-1',
  expired: 'a moment that is over',
  'other-question': 'an answer to another question',
  doctype: 'a document type with an entity',
  'cut-off': 'half an answer',
  'not-utf8': 'bytes that are no UTF-8',
  'other-institution': 'the export of another institution than was asked for',
  huge: 'an answer without end',
  silent: 'no answer',
} as const

export type Misbehaviour = keyof typeof misbehaviours

export function isMisbehaviour(name: string): name is Misbehaviour {
  return Object.hasOwn(misbehaviours, name)
}
