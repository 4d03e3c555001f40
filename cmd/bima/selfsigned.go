package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"
)

// selfSigned is a token that a client signs itself (api.md "Authentication"): HS256 over its
// access key, good for 60 seconds. It is written out here, without a library, as a recipe for
// integrators in other languages.
func selfSigned(accessKey, signingKey string, now time.Time) string {
	encode := base64.RawURLEncoding.EncodeToString
	signed := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." +
		encode(fmt.Appendf(nil, `{"key":%q,"iat":%d,"exp":%d}`, accessKey, now.Unix(), now.Unix()+60))
	mac := hmac.New(sha256.New, []byte(signingKey))
	mac.Write([]byte(signed))
	return signed + "." + encode(mac.Sum(nil))
}
