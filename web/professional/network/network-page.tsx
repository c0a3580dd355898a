/** The other municipalities: what they ask, and who may be asked. */
import { useState } from 'react'
import { may } from '#domain/access/policy.ts'
import { type Topic, topics } from '#domain/network/topic.ts'
import type { ReferencePerson } from '#api/network.ts'
import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Select } from '../../design/select/select.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import type { Output } from '../../client.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Loaded, LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import styles from './network.module.css'

export const askAddress = `${addresses.network}/spoerg`
export const entryAddress = `${addresses.network}/mig`
export const questionAddress = (id: string) => `${addresses.network}/spoergsmaal/${id}`

type Question = Output<'listNetworkQuestions'>[number]

export function NetworkPage({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const [topic, setTopic] = useState<Topic | ''>('')
  const questions = useRead('listNetworkQuestions', undefined)
  const people = useRead('listReferencePersons', undefined)
  const mayWrite = may(me, 'network.write')
  return (
    <LoadedPage query={questions}>
      {(asked) => {
        const open = asked.filter(({ answers, isOwn }) => answers === 0 && !isOwn).length
        const chosen = asked.filter((question) => topic === '' || question.topic === topic)
        return (
          <Page
            title={open > 0 ? counted('network.title.open', open) : t('network.title')}
            tab={t('network.tab')}
            lead={t('network.lead')}
            actions={
              <>
                {mayWrite && <LinkButton href={askAddress}>{t('network.ask')}</LinkButton>}
                <LinkButton href="/skabeloner" look="secondary">
                  {t('network.templates')}
                </LinkButton>
                <LinkButton href="/nyheder" look="secondary">
                  {t('network.news')}
                </LinkButton>
              </>
            }
          >
            <div className={styles.filter}>
              <Select
                label={t('network.topic')}
                value={topic}
                onChange={(value) => setTopic(value as Topic | '')}
                options={[
                  { value: '', label: t('network.topic.all') },
                  ...topics.map((one) => ({ value: one, label: t(`network.topic.${one}`) })),
                ]}
              />
            </div>
            <Section title={t('network.questions')}>
              {chosen.length === 0 ? (
                <EmptyState level={3} title={t('network.questions.none')}>
                  {t('network.questions.none.text')}
                </EmptyState>
              ) : (
                <ul className={styles.list}>
                  {chosen.map((question) => (
                    <QuestionRow key={question.id} question={question} />
                  ))}
                </ul>
              )}
            </Section>
            <Section
              title={t('network.people')}
              aside={
                mayWrite && (
                  <LinkButton href={entryAddress} look="secondary" size="small">
                    {t('network.people.own')}
                  </LinkButton>
                )
              }
            >
              <Loaded query={people}>
                {(entries) => <People entries={entries.filter((one) => topic === '' || one.topic === topic)} />}
              </Loaded>
            </Section>
          </Page>
        )
      }}
    </LoadedPage>
  )
}

function QuestionRow({ question }: { readonly question: Question }) {
  const { t, counted, moment } = useWords()
  return (
    <li className={styles.row}>
      <h3 className={styles.rowTitle}>
        <a href={questionAddress(question.id)}>{question.title}</a>
      </h3>
      <p className={styles.facts}>
        <Tag tone="neutral">{t(`network.topic.${question.topic}`)}</Tag>
        <span>{question.municipality.name}</span>
        <span>{moment(question.askedAt)}</span>
        <strong>{question.answers === 0 ? t('network.answers.none') : counted('network.answers', question.answers)}</strong>
      </p>
    </li>
  )
}

function People({ entries }: { readonly entries: readonly ReferencePerson[] }) {
  const { t } = useWords()
  if (entries.length === 0) {
    return (
      <EmptyState level={3} title={t('network.people.none')}>
        {t('network.people.none.text')}
      </EmptyState>
    )
  }
  return (
    <ul className={styles.topics}>
      {entries.map((person) => (
        <li key={person.id} className={styles.person}>
          <p className={styles.facts}>
            <Tag tone="neutral">{t(`network.topic.${person.topic}`)}</Tag>
            {!person.isPublished && (
              <Tag tone="warning" icon="lock">
                {t('network.entry.hidden')}
              </Tag>
            )}
          </p>
          <h3 className={styles.personName}>{person.name}</h3>
          <p className="small">{[person.title, person.municipality.name].filter(Boolean).join(' · ')}</p>
          {person.about !== '' && <p className="small quiet">{person.about}</p>}
          <p className="small">
            {person.contact.includes('@') ? <a href={`mailto:${person.contact}`}>{person.contact}</a> : person.contact}
          </p>
        </li>
      ))}
    </ul>
  )
}
