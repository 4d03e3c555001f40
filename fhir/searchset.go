package fhir

import (
	"bytes"
	"strconv"
)

// SearchEntry is one entry of a searchset.
type SearchEntry struct {
	FullURL string
	// Resource is the stored JSON of the resource; it is copied, never read.
	Resource []byte
	// Mode is "match" or "include".
	Mode string
}

// EncodeSearchset is a Bundle of type searchset. It has no timestamp and no id: the same answer is
// the same bytes. An empty self or next leaves that link out. It is put together from stored JSON
// without decoding any, since polls are the most frequent of all requests.
func EncodeSearchset(total int, self, next string, entries []SearchEntry) []byte {
	var b bytes.Buffer
	b.WriteString(`{"resourceType":"Bundle","type":"searchset","total":`)
	b.WriteString(strconv.Itoa(total))
	separator := `,"link":[`
	for _, link := range [][2]string{{"self", self}, {"next", next}} {
		if link[1] == "" {
			continue
		}
		b.WriteString(separator + `{"relation":"` + link[0] + `","url":`)
		b.Write(encode(link[1]))
		b.WriteByte('}')
		separator = ","
	}
	if separator == "," {
		b.WriteByte(']')
	}
	for i, entry := range entries {
		if i == 0 {
			b.WriteString(`,"entry":[`)
		} else {
			b.WriteByte(',')
		}
		b.WriteString(`{"fullUrl":`)
		b.Write(encode(entry.FullURL))
		b.WriteString(`,"resource":`)
		b.Write(entry.Resource)
		b.WriteString(`,"search":{"mode":"` + entry.Mode + `"}}`)
	}
	if len(entries) > 0 {
		b.WriteByte(']')
	}
	b.WriteByte('}')
	return b.Bytes()
}
