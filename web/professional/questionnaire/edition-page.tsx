/** The next version of a questionnaire of the association: written, compared, translated, discussed, tried out, published. */
import { useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { diffVersions } from '#domain/questionnaire/edition-diff.ts'
import { checkAtGate } from '#domain/questionnaire/gate.ts'
import { findingsBeyond } from '#domain/questionnaire/gate-of-whole.ts'
import type { Edition } from '#api/edition.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import type { Version } from './composing.ts'
import { DiffView } from './diff-view.tsx'
import { EditionComments } from './edition-comments.tsx'
import { EditionItems } from './edition-items.tsx'
import { EditionPilots } from './edition-pilots.tsx'
import { EditionTranslations } from './edition-translations.tsx'
import { Findings } from './findings.tsx'
import { readAddress } from './questionnaire-address.ts'
import styles from './questionnaire.module.css'

const parts = ['items', 'diff', 'translations', 'comments', 'pilot', 'quality'] as const
type Part = (typeof parts)[number]

/** What the address bar calls the parts. */
const addressWords = {
  items: 'spoergsmaal',
  diff: 'forskelle',
  translations: 'oversaettelser',
  comments: 'kommentarer',
  pilot: 'afproevning',
  quality: 'kvalitet',
} as const satisfies Record<Part, string>

export function EditionPage({ me, id }: { readonly me: Me; readonly id: string }) {
  const edition = useRead('getEdition', { params: { id } })
  return <LoadedPage query={edition}>{(found) => <Draft key={`${found.id} ${found.state}`} me={me} edition={found} />}</LoadedPage>
}

function Draft({ me, edition }: { readonly me: Me; readonly edition: Edition }) {
  const { t, language } = useWords()
  const [path, go] = useLocation()
  const word = new URLSearchParams(useSearch()).get('del')
  const part = parts.find((one) => addressWords[one] === word) ?? 'items'
  const stored = { questionnaire: edition.questionnaire, texts: edition.texts } as Version
  const [draft, setDraft] = useState<Version>(stored)
  const [revision, setRevision] = useState(edition.revision)
  const [kept, setKept] = useState<Version>(stored)
  const [asking, setAsking] = useState<'nothing' | 'discard' | 'publish'>('nothing')
  const { id, code, version, baseVersion } = edition
  const base = edition.base as Version
  const isDirty = JSON.stringify(draft) !== JSON.stringify(kept)
  const mayWrite = may(me, 'edition.write') && edition.state === 'draft'
  const known = useMemo(() => checkAtGate(base.questionnaire, base.texts), [base])
  const findings = useMemo(() => findingsBeyond(draft, known), [draft, known])
  const questionOf = (of: string) => (draft.texts[language].items[of] ?? base.texts[language].items[of])?.question ?? of

  const save = useAct('saveEdition', ({ revision: now }) => {
    setRevision(now)
    setKept(draft)
  })
  const publish = useAct('publishEdition', () => setAsking('nothing'))
  const discard = useAct('discardEdition', () => go(addresses.questionnaire), { takesAway: [['getEdition', { params: { id } }]] })
  const isSignedOff = edition.pilotRecords.some(({ signOff }) => signOff?.isOfThis) && !isDirty
  const waits = findings.some(({ severity }) => severity === 'blocking')
    ? 'quality'
    : edition.pilotRecords.length === 0
      ? 'pilot'
      : isSignedOff
        ? undefined
        : 'signOff'
  const error = save.error ?? publish.error ?? discard.error

  return (
    <Page
      title={t('edition.title', { title: draft.texts[language].title, version })}
      tab={t('edition.tab')}
      lead={edition.state === 'draft' ? t('edition.lead', { base: baseVersion }) : t('edition.published', { version })}
      path={[{ label: t('questionnaire.tab'), href: addresses.questionnaire }]}
      tags={
        isSignedOff && (
          <Tag tone="success" icon="check">
            {t('edition.list.signedOff')}
          </Tag>
        )
      }
      actions={
        edition.state === 'published' ? (
          <LinkButton href={readAddress(code, version)}>{t('edition.readPublished')}</LinkButton>
        ) : (
          mayWrite && waits === undefined && <Button onClick={() => setAsking('publish')}>{t('edition.publish', { version })}</Button>
        )
      }
    >
      {error && <Refused error={error} />}
      {mayWrite &&
        (waits === undefined ? <Notice kind="success" title={t('edition.ready')} /> : <Notice title={t(`edition.wait.${waits}`)} />)}
      <nav className={styles.tabs} aria-label={t('edition.parts')}>
        {parts.map((one) => (
          <a
            key={one}
            href={`${path}?del=${addressWords[one]}`}
            aria-current={one === part ? 'page' : undefined}
            onClick={(event) => {
              // A draft that is not saved yet stays on the page.
              event.preventDefault()
              go(`${path}?del=${addressWords[one]}`)
            }}
          >
            {t(`edition.part.${one}`)}
          </a>
        ))}
      </nav>
      {part === 'items' && <EditionItems base={base} draft={draft} onDraft={setDraft} mayWrite={mayWrite} />}
      {part === 'diff' && <DiffView before={base} after={draft} diff={diffVersions(base, draft)} />}
      {part === 'translations' && <EditionTranslations base={base} draft={draft} />}
      {part === 'comments' && <EditionComments edition={edition} items={draft.questionnaire.items} questionOf={questionOf} />}
      {part === 'pilot' && <EditionPilots edition={{ ...edition, revision }} isDirty={isDirty} mayWrite={mayWrite} />}
      {part === 'quality' && <Findings findings={findings} questionOf={questionOf} />}
      {mayWrite && (
        <div className={styles.bar}>
          <Button
            look={isDirty ? 'primary' : 'secondary'}
            isBusy={save.isPending}
            onClick={() =>
              save.mutate({
                params: { id },
                body: {
                  revision,
                  questionnaire: draft.questionnaire as Edition['questionnaire'],
                  texts: draft.texts as Edition['texts'],
                },
              })
            }
          >
            {t('edition.save')}
          </Button>
          <span role="status" className="quiet small">
            {isDirty ? t('edition.unsaved') : save.isSuccess ? t('edition.saved') : ''}
          </span>
          <Button look="quiet" size="small" onClick={() => setAsking('discard')}>
            {t('edition.discard')}
          </Button>
        </div>
      )}
      <Dialog
        isOpen={asking === 'discard'}
        onClose={() => setAsking('nothing')}
        title={t('edition.discard.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking('nothing')}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={discard.isPending} onClick={() => discard.mutate({ params: { id } })}>
              {t('edition.discard')}
            </Button>
          </>
        }
      >
        <p>{t('edition.discard.text')}</p>
      </Dialog>
      <Dialog
        isOpen={asking === 'publish'}
        onClose={() => setAsking('nothing')}
        title={t('edition.publish.title', { version })}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking('nothing')}>
              {t('shell.cancel')}
            </Button>
            <Button isBusy={publish.isPending} onClick={() => publish.mutate({ params: { id }, body: { revision } })}>
              {t('edition.publish', { version })}
            </Button>
          </>
        }
      >
        <p>{t('edition.publish.text')}</p>
      </Dialog>
    </Page>
  )
}
