/** The frame of one question: its words as the heading, where it is on its way, and the way to its parts. */
import type { ReactNode } from 'react'
import type { BankItemView } from '#api/bank.ts'
import { useWords } from '../language.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { itemAddress, type Part, parts } from './bank-address.ts'
import { StateTag } from './bank-words.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import styles from './bank.module.css'

type QuestionFrameProps = {
  readonly view: BankItemView
  readonly part: Part
  readonly title: string
  readonly lead: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function QuestionFrame({ view, part, title, lead, actions, children }: QuestionFrameProps) {
  const { t } = useWords()
  const { code, editions, comments, replacedBy } = view
  const [newest] = editions
  const open = comments.filter(({ replyTo, resolvedAt }) => replyTo === null && resolvedAt === null).length
  return (
    <Page
      title={title}
      lead={lead}
      path={[{ label: t('bank.tab'), href: addresses.bank }]}
      tags={
        <>
          {newest && <StateTag state={newest.state} />}
          {newest && newest.edition > 1 && <Tag tone="neutral">{t('bank.facts.edition', { edition: String(newest.edition) })}</Tag>}
          {replacedBy !== null && <Tag tone="warning">{t('bank.state.replaced')}</Tag>}
        </>
      }
      actions={actions}
    >
      <nav className={styles.parts} aria-label={t('bank.nav')}>
        <ul>
          {parts.map((one) => (
            <li key={one}>
              <a href={itemAddress(code, one)} aria-current={one === part ? 'page' : undefined}>
                {t(`bank.nav.${one}`)}
                {one === 'comments' && open > 0 && ` (${open})`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  )
}
