package stage

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
)

// Fields are the values of a record.
type Fields map[string]any

// Upload is a file for a field of files.
type Upload struct {
	Name    string
	Content []byte
}

func (s *Stage) signIn(ctx context.Context) error {
	var answer struct {
		Token string `json:"token"`
	}
	err := s.Call(ctx, http.MethodPost, "/api/collections/_superusers/auth-with-password", Fields{"identity": Email, "password": Password}, &answer)
	s.token = answer.Token
	return err
}

// Create saves a new record and returns its id.
func (s *Stage) Create(ctx context.Context, collection string, fields Fields) (string, error) {
	var answer struct {
		ID string `json:"id"`
	}
	err := s.Call(ctx, http.MethodPost, "/api/collections/"+collection+"/records", fields, &answer)
	return answer.ID, err
}

// Change saves changes of a record.
func (s *Stage) Change(ctx context.Context, collection, id string, fields Fields) error {
	return s.Call(ctx, http.MethodPatch, "/api/collections/"+collection+"/records/"+id, fields, nil)
}

// Delete deletes a record.
func (s *Stage) Delete(ctx context.Context, collection, id string) error {
	return s.Call(ctx, http.MethodDelete, "/api/collections/"+collection+"/records/"+id, nil, nil)
}

// List reads records, at most 500, that meet a filter of PocketBase's.
func (s *Stage) List(ctx context.Context, collection, filter string, into any) error {
	var answer struct {
		Items json.RawMessage `json:"items"`
	}
	path := "/api/collections/" + collection + "/records?perPage=500&skipTotal=1&filter=" + url.QueryEscape(filter)
	if err := s.Call(ctx, http.MethodGet, path, nil, &answer); err != nil {
		return err
	}
	return json.Unmarshal(answer.Items, into)
}

// Call makes a request as staff. An answer that is no success is an error.
func (s *Stage) Call(ctx context.Context, method, path string, fields Fields, into any) error {
	body, kind, err := encode(fields)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, s.Base+path, body)
	if err != nil {
		return fmt.Errorf("ask isabot: %w", err)
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Authorization", s.token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("ask isabot: %w", err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return fmt.Errorf("read the answer of isabot: %w", err)
	}
	if res.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("%s %s: %s: %s", method, path, res.Status, raw)
	}
	if into == nil {
		return nil
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("read the answer of isabot: %w", err)
	}
	return nil
}

// encode writes fields as JSON, or as a form where a file is among them.
func encode(fields Fields) (io.Reader, string, error) {
	plain, files := Fields{}, map[string]Upload{}
	for name, value := range fields {
		if file, ok := value.(Upload); ok {
			files[name] = file
		} else {
			plain[name] = value
		}
	}
	raw, err := json.Marshal(plain)
	if err != nil {
		return nil, "", fmt.Errorf("write a request: %w", err)
	}
	if len(files) == 0 {
		return bytes.NewReader(raw), "application/json", nil
	}
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	if err := form.WriteField("@jsonPayload", string(raw)); err != nil {
		return nil, "", fmt.Errorf("write a form: %w", err)
	}
	for name, file := range files {
		part, err := form.CreateFormFile(name, file.Name)
		if err != nil {
			return nil, "", fmt.Errorf("write a form: %w", err)
		}
		if _, err := part.Write(file.Content); err != nil {
			return nil, "", fmt.Errorf("write a form: %w", err)
		}
	}
	if err := form.Close(); err != nil {
		return nil, "", fmt.Errorf("write a form: %w", err)
	}
	return &b, form.FormDataContentType(), nil
}
