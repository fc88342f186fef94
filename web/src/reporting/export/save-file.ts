/** Gives a file to whoever reads the page, as if it had been downloaded. */
export function saveFile(content: Blob | string, name: string, type: string): void {
  // What arrived as text has lost the mark by which spreadsheets know UTF-8.
  const blob = typeof content === 'string' ? new Blob(['\ufeff', content], { type }) : content
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 1_000)
}
