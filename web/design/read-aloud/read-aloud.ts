/**
 * Reading aloud: what a person has recorded first, then a voice of this very device. A voice that lives elsewhere would send
 * the question to a third party, so only local ones count; without either there is no button.
 */
import { useEffect, useRef, useState } from 'react'
import type { RespondentLanguage } from '#domain/text/text.ts'

function findVoice(language: RespondentLanguage): SpeechSynthesisVoice | undefined {
  return window.speechSynthesis?.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language))
}

export type ReadAloud = { readonly isReading: boolean; readonly toggle: () => void }

export type Reading = {
  /** Somebody has recorded exactly these words. When it can't be fetched, the device's own voice reads them. */
  readonly sound?: (() => Promise<Blob>) | undefined
  /** For the youngest: slower, with a pause after each sentence to look at the answer it was. */
  readonly isSlow?: boolean
}

/** Milliseconds between two sentences. */
const pause = { slow: 700, ordinary: 150 } as const

/** `words` one breath each. Null where nothing can be heard. Stops when the words change. */
export function useReadAloud(
  words: string | readonly string[],
  language: RespondentLanguage,
  { sound, isSlow = false }: Reading = {},
): ReadAloud | null {
  const [voice, setVoice] = useState(() => findVoice(language))
  const [isReading, setReading] = useState(false)
  const stopping = useRef<() => void>(() => undefined)
  const sentences = typeof words === 'string' ? [words] : words
  const said = sentences.join('\n')

  useEffect(() => {
    // Voices are found in the background, and some browsers have them only after this event.
    const look = () => setVoice(findVoice(language))
    look()
    window.speechSynthesis?.addEventListener?.('voiceschanged', look)
    return () => window.speechSynthesis?.removeEventListener?.('voiceschanged', look)
  }, [language])

  useEffect(
    () => () => {
      stopping.current()
      setReading(false)
    },
    [said, language],
  )

  if (!voice && !sound) return null
  const end = () => setReading(false)
  return {
    isReading,
    toggle() {
      stopping.current()
      if (isReading) return end()
      setReading(true)
      const speak = () => (voice ? speakWith(voice, sentences, isSlow, end) : (end(), () => undefined))
      stopping.current = sound ? play(sound, end, () => (stopping.current = speak())) : speak()
    },
  }
}

/** Plays it; `onFailed` when it can't be had. Returns how to stop it. */
function play(sound: () => Promise<Blob>, onEnd: () => void, onFailed: () => void): () => void {
  let isStopped = false
  let stop = () => undefined as void
  void sound().then(
    (blob) => {
      if (isStopped) return
      const address = URL.createObjectURL(blob)
      const audio = new Audio(address)
      stop = () => {
        audio.pause()
        URL.revokeObjectURL(address)
      }
      audio.onended = () => {
        stop()
        onEnd()
      }
      audio.onerror = () => {
        stop()
        if (!isStopped) onFailed()
      }
      void audio.play().catch(() => undefined)
    },
    () => {
      if (!isStopped) onFailed()
    },
  )
  return () => {
    isStopped = true
    stop()
  }
}

/** One sentence after the other. Returns how to stop it. */
function speakWith(voice: SpeechSynthesisVoice, sentences: readonly string[], isSlow: boolean, onEnd: () => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const say = (at: number) => {
    const sentence = sentences[at]
    if (isStopped) return
    if (sentence === undefined) return onEnd()
    const reading = new SpeechSynthesisUtterance(sentence)
    reading.voice = voice
    reading.lang = voice.lang
    reading.rate = isSlow ? 0.8 : 0.9
    reading.onend = () => {
      waiting = setTimeout(() => say(at + 1), isSlow ? pause.slow : pause.ordinary)
    }
    window.speechSynthesis.speak(reading)
  }
  window.speechSynthesis.cancel()
  say(0)
  return () => {
    isStopped = true
    clearTimeout(waiting)
    window.speechSynthesis.cancel()
  }
}
