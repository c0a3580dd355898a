/** A report made ready for one kind of meeting: what to show, in which order to talk, what to ask, and what it was decided to do. */
import { useLocation } from 'wouter'
import { may } from '#domain/access/policy.ts'
import type { Room } from '#domain/report/use/room.ts'
import { pickFew } from '#domain/report/use/picks.ts'
import { standingOfCard } from '#domain/report/standing.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../../design/button/button.tsx'
import { LinkButton } from '../../../design/link-button/link-button.tsx'
import { Radios } from '../../../design/radios/radios.tsx'
import { Tag } from '../../../design/tag/tag.tsx'
import { useWords } from '../../language.tsx'
import { useRead } from '../../server-state.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page, Section } from '../../shell/page.tsx'
import { Decisions } from './decisions.tsx'
import { addressOfUse, reportAddress } from './use-address.ts'
import { useLeftOut, UsePage, type Using } from './use-page.tsx'
import styles from './use.module.css'

type Forum = { readonly room: Room; readonly slides: string; readonly agenda: string }

/** As the address says them. */
const forums = {
  klasseteam: { room: 'colleagues', slides: 'kolleger', agenda: 'agenda-class-team' },
  ledelse: { room: 'colleagues', slides: 'kolleger', agenda: 'agenda-leaders' },
  personalemoede: { room: 'colleagues', slides: 'kolleger', agenda: 'agenda-staff-meeting' },
  foraeldremoede: { room: 'parents', slides: 'foraeldre', agenda: 'agenda-parents-meeting' },
  elevraad: { room: 'council', slides: 'elevraad', agenda: 'agenda-pupil-council' },
  bestyrelse: { room: 'board', slides: 'bestyrelse', agenda: 'agenda-school-board' },
} as const satisfies Record<string, Forum>
type ForumName = keyof typeof forums

/** A class is its team's to talk about first, and all above it the management's. */
function forumOf(search: URLSearchParams): ForumName {
  const said = search.get('forum') ?? ''
  return said in forums ? (said as ForumName) : search.get('unit')?.startsWith('class:') ? 'klasseteam' : 'ledelse'
}

export function PackPage({ me, surveyId }: { readonly me: Me; readonly surveyId: string }) {
  return (
    <UsePage surveyId={surveyId} form="screen" room={(search) => forums[forumOf(search)].room}>
      {(using) => <Pack me={me} using={using} />}
    </UsePage>
  )
}

function Pack({ me, using }: { readonly me: Me; readonly using: Using }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const { listed, choice, search, told, reading, report } = using
  const name = forumOf(search)
  const forum = forums[name]
  const leftOut = useLeftOut(using.leftOut)
  const picked = pickFew(told.map(({ card }) => card)).flatMap((card) => told.filter((one) => one.card.item === card.item))
  return (
    <Page
      title={t(`use.pack.title.${name}`)}
      tab={t('use.pack.tab', { name: reading.name })}
      lead={reading.name}
      path={[{ label: reading.name, href: reportAddress(listed.surveyId, choice) }]}
      actions={
        <>
          <LinkButton icon="eye" href={addressOfUse('present', listed.surveyId, choice, { til: forum.slides })}>
            {t('use.pack.slides')}
          </LinkButton>
          <Button look="secondary" icon="print" onClick={() => window.print()}>
            {t('use.lesson.print')}
          </Button>
        </>
      }
    >
      <div className="no-print">
        <Radios
          label={t('use.pack.forum')}
          look="plain"
          options={(Object.keys(forums) as ForumName[]).map((value) => ({ value, label: t(`use.pack.forum.${value}`) }))}
          value={name}
          onChange={(next) => go(addressOfUse('pack', listed.surveyId, choice, { forum: next }), { replace: true })}
        />
      </div>
      <Section title={t('use.pack.findings')}>
        <ul className={styles.points}>
          {picked.map(({ card, reading: one }) => {
            const standing = standingOfCard(card)
            return (
              <li key={card.item}>
                {one.heading}{' '}
                {standing !== 'plain' && <Tag tone={standing === 'strength' ? 'success' : 'warning'}>{t(`use.standing.${standing}`)}</Tag>}
              </li>
            )
          })}
        </ul>
        {leftOut.length > 0 && <p className="quiet small">{leftOut.join(' ')}</p>}
      </Section>
      <Agenda code={forum.agenda} />
      <Section title={t('use.pack.questions')}>
        <ol className={styles.plan}>
          {([1, 2, 3] as const).map((n) => (
            <li key={n}>{t(`use.end.${forum.slides}.${n}`)}</li>
          ))}
        </ol>
      </Section>
      {may(me, 'discussion.write') && (
        <Decisions
          me={me}
          subject={{ kind: 'report', surveyId: listed.surveyId, unit: report.unit.unit }}
          themes={[...new Set(picked.map(({ card }) => card.theme))]}
        />
      )}
    </Page>
  )
}

/** From the archive of templates: the same agenda, wherever it is taken from. */
function Agenda({ code }: { readonly code: string }) {
  const { t, language } = useWords()
  const templates = useRead('listTemplates', undefined)
  return (
    <Section title={t('use.pack.agenda')}>
      <Loaded query={templates}>
        {(all) => {
          const words = all.find((one) => one.code === code)?.texts[language]
          if (words === undefined) return <p className="quiet">{t('use.pack.agenda.none')}</p>
          return (
            <>
              <p>{words.purpose}</p>
              <ul className={styles.points}>
                {words.body.map((line) => (
                  <li key={line}>{line.replace(/^- /, '')}</li>
                ))}
              </ul>
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}
