package review

import "net/http"

func (s *Server) pages(w http.ResponseWriter, r *http.Request, st *state) error {
	return wrong(501, "", "not yet")
}
func (s *Server) image(w http.ResponseWriter, r *http.Request, st *state) error {
	return wrong(501, "", "not yet")
}
func (s *Server) boxes(w http.ResponseWriter, r *http.Request, st *state) error {
	return wrong(501, "", "not yet")
}
func (s *Server) source(w http.ResponseWriter, r *http.Request, st *state) error {
	return wrong(501, "", "not yet")
}
