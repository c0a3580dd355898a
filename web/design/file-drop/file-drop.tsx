/** A file to hand over: drop it, or press and pick. The native input does the work, so a keyboard is enough. */
import './file-drop.css'
import { useId, useState } from 'react'
import { describedBy, Field, type FieldWords } from '../field/field.tsx'
import { Icon } from '../icon/icon.tsx'

type FileDropProps = FieldWords & {
  id?: string
  /** As the native attribute: ".csv,text/csv". */
  accept: string
  /** What stands in the box: "Træk filen hertil, eller vælg den". */
  invitation: string
  /** Name of the file that is handed over already. */
  chosen?: string | undefined
  onFile: (file: File) => void
}

export function FileDrop({ id, label, help, error, accept, invitation, chosen, onFile }: FileDropProps) {
  const own = useId()
  const field = id ?? own
  const [isOver, setOver] = useState(false)
  return (
    <Field id={field} label={label} help={help} error={error}>
      <div className={isOver ? 'file-drop file-drop--over' : 'file-drop'}>
        <Icon name={chosen ? 'file' : 'upload'} />
        <span className={chosen ? 'file-drop__name' : undefined}>{chosen ?? invitation}</span>
        <input
          id={field}
          className="file-drop__input"
          type="file"
          accept={accept}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(field, { help, error })}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          onChange={(event) => {
            const box = event.currentTarget
            const file = box.files?.[0]
            if (file) onFile(file)
            // Emptied, so that the same file, corrected, can be picked again.
            box.value = ''
          }}
        />
      </div>
    </Field>
  )
}
