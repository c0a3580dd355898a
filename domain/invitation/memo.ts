/**
 * A message to Digital Post as MeMo 1.1, the only format it takes (Digitaliseringsstyrelsen, "MeMo Modelbeskrivelse v1.1",
 * 14 August 2020, and its published minimum and full examples, from which the order of the elements is). Only what a
 * municipality's message to a citizen needs is written: no case, no reply data, no reservation.
 */
import type { Cpr } from '../organisation/cpr.ts'
import type { RespondentLanguage } from '../text/text.ts'

export const memoNamespace = 'https://DigitalPost.dk/MeMo-1'
export const memoVersion = '1.1'
export const memoSchemaVersion = '1.1.0'

/** Longest text of an element. */
const longestText = 256

export type Memo = {
  /** Version 4. The same message sent again has the same one, by which Digital Post knows it. */
  readonly uuid: string
  /** The sender's own name of the message: no name, no number of anybody. */
  readonly id: string
  /** What stands in the list of somebody's post: no child, no topic. */
  readonly label: string
  readonly sender: { readonly cvr: string; readonly name: string }
  readonly recipient: Cpr
  /** An instant in UTC, ending in `Z`. */
  readonly createdAt: string
  readonly document: {
    readonly format: 'application/pdf' | 'text/html'
    readonly filename: string
    readonly language: RespondentLanguage
    /** Base64. */
    readonly content: string
  }
}

/**
 * The message as XML. Neither mandatory (that would open exempted citizens' post) nor a legal notification, and nobody can
 * reply: answers belong on the answering page. What is told beside the post stays Digital Post's own words, for a
 * notification is read on a locked screen.
 *
 * Throws, without quoting anything, when a field is beyond the limits of the model: Digital Post would refuse it later.
 */
export function memoOf(memo: Memo): string {
  const faults = faultsOf(memo)
  if (faults.length > 0) throw new RangeError(`beyond the limits of MeMo: ${faults.join(', ')}`)
  const { uuid, id, label, sender, recipient, createdAt, document } = memo
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<memo:Message xmlns:memo="${memoNamespace}" memoVersion="${memoVersion}" memoSchVersion="${memoSchemaVersion}">`,
    element('MessageHeader', [
      text('messageType', 'DIGITALPOST'),
      text('messageUUID', uuid),
      text('messageID', id),
      text('label', label),
      text('reply', 'false'),
      text('mandatory', 'false'),
      text('legalNotification', 'false'),
      text('postType', 'MYNDIGHEDSPOST'),
      element('Sender', [text('senderID', sender.cvr), text('idType', 'CVR'), text('label', sender.name)]),
      element('Recipient', [text('recipientID', recipient), text('idType', 'CPR')]),
    ]),
    element('MessageBody', [
      text('createdDateTime', createdAt),
      element('MainDocument', [
        text('label', label),
        element('File', [
          text('encodingFormat', document.format),
          text('filename', document.filename),
          text('language', document.language),
          `<memo:content>${document.content}</memo:content>`,
        ]),
      ]),
    ]),
    '</memo:Message>\n',
  ].join('')
}

function faultsOf({ uuid, id, label, sender, recipient, createdAt, document }: Memo): readonly string[] {
  const fields: readonly (readonly [string, boolean])[] = [
    ['uuid', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[ab89][\da-f]{3}-[\da-f]{12}$/i.test(uuid)],
    ['id', isText(id, longestText)],
    ['label', isText(label, longestText)],
    ['sender', /^\d{8}$/.test(sender.cvr) && isText(sender.name, longestText)],
    ['recipient', /^\d{10}$/.test(recipient)],
    ['createdAt', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(createdAt)],
    ['document', isText(document.filename, longestText) && /^[A-Za-z\d+/]+={0,2}$/.test(document.content)],
  ]
  return fields.flatMap(([field, isSound]) => (isSound ? [] : [field]))
}

function isText(value: string, longest: number): boolean {
  return value.trim() !== '' && [...value].length <= longest
}

function element(name: string, inside: readonly string[]): string {
  return `<memo:${name}>${inside.join('')}</memo:${name}>`
}

function text(name: string, value: string): string {
  return element(name, [escaped(value)])
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

/** What XML 1.0 has no place for is left out: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
function escaped(value: string): string {
  return [...value]
    .filter((sign) => /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]$/u.test(sign) || (sign.codePointAt(0) ?? 0) > 0xff_ff)
    .map((sign) => entities[sign] ?? sign)
    .join('')
}
