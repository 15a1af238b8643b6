/** Every file that was dropped, those inside of folders included. */
export async function filesOf(dropped: DataTransfer): Promise<readonly File[]> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return [...dropped.files]
  return (await Promise.all(entries.map(filesIn))).flat()
}

async function filesIn(entry: FileSystemEntry): Promise<readonly File[]> {
  if (entry.isFile) return [await new Promise<File>((found, failed) => (entry as FileSystemFileEntry).file(found, failed))]
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const inside: FileSystemEntry[] = []
  // a browser gives a hundred at a time, and none at the end
  for (let some = await read(reader); some.length > 0; some = await read(reader)) inside.push(...some)
  return (await Promise.all(inside.map(filesIn))).flat()
}

const read = (reader: FileSystemDirectoryReader) => new Promise<FileSystemEntry[]>((found, failed) => reader.readEntries(found, failed))
