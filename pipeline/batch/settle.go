package batch

// settle brings what was written to the disk, names and contents, so that it lasts
// through a loss of power. It costs nothing where nothing was written.
func (st *store) settle() error {
	if !st.changed.Swap(false) {
		return nil
	}
	if err := syncDisk(st.out); err != nil {
		return writeError(st.out, err)
	}
	return nil
}
