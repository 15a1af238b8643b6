/** Records as files hold them, gathered to what one request takes. */

export type RecordText = { readonly name: string; readonly text: string }

/** The largest text of one record, in characters; a real one has some ten thousand. */
export const longestRecord = 400_000
const mostRecords = 100

/** Batches in the order of the texts, none longer than one request takes. A text that is too long stands alone, for the caller to say so. */
export async function* inBatches(texts: AsyncIterable<RecordText> | Iterable<RecordText>): AsyncGenerator<readonly RecordText[]> {
  let batch: RecordText[] = []
  let length = 0
  for await (const each of texts) {
    if (batch.length > 0 && (batch.length >= mostRecords || length + each.text.length > longestRecord)) {
      yield batch
      batch = []
      length = 0
    }
    batch.push(each)
    length += each.text.length
  }
  if (batch.length > 0) yield batch
}

/** What is said of a text that no request takes. */
export const tooLong = ({ name, text }: RecordText) => ({
  name,
  fate: 'no record' as const,
  key: null,
  number: null,
  title: `${text.length.toLocaleString('en')} characters`,
  notes: [`A record has ${longestRecord.toLocaleString('en')} characters at most.`],
  changes: [],
})
