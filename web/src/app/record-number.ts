const NUMBER = /^[1-9]\d{0,15}$/

/** Whether what stands in an address can be the number of a record. */
export const isRecordNumber = (text: string): boolean => NUMBER.test(text) && Number.isSafeInteger(Number(text))
