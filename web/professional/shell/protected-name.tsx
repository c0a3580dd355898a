/** Says that name and address are protected: to those who need the name, and on no screen that a class can see. */
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'

export function ProtectedMark() {
  const { t } = useWords()
  return (
    <Tag tone="neutral" icon="lock">
      {t('shell.protected')}
    </Tag>
  )
}

/** A name with the mark behind it, where it is so. */
export function ProtectedName({ name, isProtected }: { readonly name: string; readonly isProtected: boolean }) {
  return isProtected ? (
    <>
      {name} <ProtectedMark />
    </>
  ) : (
    name
  )
}
