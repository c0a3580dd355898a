/** A questionnaire that moves between systems, as a FHIR R4 file: out of here, and in as a draft. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import { api, type Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { FileDrop } from '../../design/file-drop/file-drop.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { editionAddress } from './questionnaire-address.ts'

type NotCarried = Output<'exportQuestionnaire'>['notCarried']

/** Saves the file, and says what only our own extensions in it tell. */
export function ExportFhir({ code, version }: { readonly code: string; readonly version: string }) {
  const { t } = useWords()
  const [notCarried, setNotCarried] = useState<NotCarried | null>(null)
  const [failed, setFailed] = useState<Error | null>(null)
  const save = async () => {
    setFailed(null)
    try {
      const found = await api.exportQuestionnaire({ params: { code, version } })
      offer(JSON.stringify(found.resource, null, 2), `${code}-${version}.fhir.json`)
      setNotCarried(found.notCarried)
    } catch (error) {
      setFailed(error as Error)
    }
  }
  return (
    <Section title={t('questionnaire.moving.title')}>
      <p className="quiet">{t('questionnaire.moving.export.help')}</p>
      <p>
        <Button look="secondary" icon="download" onClick={() => void save()}>
          {t('questionnaire.moving.export')}
        </Button>
      </p>
      {failed && <Refused error={failed} onRetry={() => void save()} />}
      {notCarried && (
        <Notice
          kind={notCarried.length === 0 ? 'success' : 'info'}
          isLive
          title={t(notCarried.length === 0 ? 'questionnaire.moving.exported' : 'questionnaire.moving.exported.but')}
        >
          <Lines notCarried={notCarried} />
        </Notice>
      )}
    </Section>
  )
}

/** Reads a file as a draft; what did not come along is said here, and stands on the draft as a comment. */
export function ImportFhir() {
  const { t } = useWords()
  const [, go] = useLocation()
  const [chosen, setChosen] = useState<string>()
  const [found, setFound] = useState<Output<'importEdition'> | null>(null)
  const read = useAct('importEdition', (output) => {
    if (output.notCarried.length === 0) go(editionAddress(output.id))
    else setFound(output)
  })
  return (
    <Section title={t('questionnaire.moving.import.title')}>
      <FileDrop
        label={t('questionnaire.moving.import')}
        help={t('questionnaire.moving.import.help')}
        accept=".json,application/fhir+json,application/json"
        invitation={t('questionnaire.moving.import.drop')}
        chosen={chosen}
        onFile={(file) => {
          setFound(null)
          setChosen(file.name)
          void file.arrayBuffer().then((bytes) => read.mutate({ body: new Uint8Array(bytes) }))
        }}
      />
      {read.error && <Refused error={read.error} />}
      {found && (
        <Notice
          kind="info"
          isLive
          title={t('questionnaire.moving.imported.but')}
          actions={<Button onClick={() => go(editionAddress(found.id))}>{t('questionnaire.moving.imported.open')}</Button>}
        >
          <Lines notCarried={found.notCarried} />
        </Notice>
      )}
    </Section>
  )
}

function Lines({ notCarried }: { readonly notCarried: NotCarried }) {
  const { t, named } = useWords()
  if (notCarried.length === 0) return null
  return (
    <ul>
      {notCarried.map(({ at, what, found }) => (
        <li key={`${at} ${what} ${found}`}>
          {t('questionnaire.moving.line', { at, what: named('questionnaire.moving.what', what) ?? what })}
          {found !== '' && ` (${found})`}
        </li>
      ))}
    </ul>
  )
}

function offer(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/fhir+json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
